namespace Skylite.Workbench.Datasets;

/// <summary>How many there are in each part of a division.</summary>
/// <param name="Train">To train on.</param>
/// <param name="Validation">To choose models by.</param>
/// <param name="Test">To measure the result on.</param>
public sealed record PartCounts(long Train, long Validation, long Test)
{
    /// <summary>All together.</summary>
    public long Total => Train + Validation + Test;
}
