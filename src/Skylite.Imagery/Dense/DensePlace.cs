namespace Skylite.Imagery.Dense;

/// <summary>A pixel of a sample.</summary>
/// <param name="Sample">Place of the sample in its store.</param>
/// <param name="X">Column from the left of the sample's window.</param>
/// <param name="Y">Row from its top.</param>
public readonly record struct DensePlace(int Sample, int X, int Y);
