using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense;

/// <summary>One sample of a division.</summary>
/// <param name="Name">Path of its mask below the data folder, with slashes.</param>
/// <param name="Part">What it is used for.</param>
/// <param name="Window">Column, row, width and height of what belongs to it.</param>
/// <param name="Sha256">Checksum of the mask's file.</param>
public sealed record DenseSplitEntry(string Name, SplitPart Part, IReadOnlyList<int> Window, string Sha256);
