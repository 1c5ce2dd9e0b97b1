namespace Skylite.Imagery.Splits;

/// <summary>One image of a split.</summary>
/// <param name="Path">Path below the data folder, with forward slashes.</param>
/// <param name="Label">Index of its class.</param>
/// <param name="Part">What it is used for.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Checksum of the file, in hexadecimal digits.</param>
public sealed record SplitEntry(string Path, int Label, SplitPart Part, long Bytes, string Sha256);
