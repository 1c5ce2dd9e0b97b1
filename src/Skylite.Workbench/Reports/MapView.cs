namespace Skylite.Workbench.Reports;

/// <summary>A test tile with its reference and what the models say of it.</summary>
/// <param name="Title">Which tile.</param>
/// <param name="Caption">How the models do on it.</param>
/// <param name="Pictures">Captions and PNG bytes, side by side.</param>
public sealed record MapView(string Title, string Caption, IReadOnlyList<MapPicture> Pictures);
