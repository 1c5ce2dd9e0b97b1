namespace Skylite.Workbench.Reports;

/// <summary>A picture of a tile.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Png">Bytes of a PNG file.</param>
public sealed record MapPicture(string Caption, byte[] Png);
