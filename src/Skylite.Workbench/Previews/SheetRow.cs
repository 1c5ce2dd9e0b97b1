namespace Skylite.Workbench.Previews;

/// <summary>Pictures side by side.</summary>
/// <param name="Caption">What stands above them.</param>
/// <param name="Pictures">The pictures.</param>
public sealed record SheetRow(string Caption, IReadOnlyList<SheetPicture> Pictures)
{
    /// <summary>What stands below each picture; empty for nothing.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The colour of the frame around each picture; empty for none.</summary>
    public IReadOnlyList<Rgb?> Frames { get; init; } = [];
}
