namespace Skylite.Imagery.Dense;

/// <summary>A tile of a walk over samples.</summary>
/// <param name="Sample">Place of the sample in its store.</param>
/// <param name="X">First column, from the sample's corner.</param>
/// <param name="Y">First row.</param>
/// <param name="NewX">Columns at the left that an earlier tile has shown.</param>
/// <param name="NewY">Rows at the top that an earlier tile has shown.</param>
public readonly record struct DenseTile(int Sample, int X, int Y, int NewX, int NewY);
