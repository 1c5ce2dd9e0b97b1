namespace Skylite.Imagery.Synthetic;

/// <summary>How far the writing of a synthetic data set is.</summary>
/// <param name="Written">Images on disk.</param>
/// <param name="Total">Images in all.</param>
public readonly record struct SyntheticProgress(int Written, int Total);
