namespace Skylite.Workbench.Datasets;

/// <summary>How many there are in each part of a division.</summary>
/// <param name="Train">To train on.</param>
/// <param name="Validation">To choose models by.</param>
/// <param name="Test">To measure the result on.</param>
public sealed record PartCounts(long Train, long Validation, long Test)
{
    /// <summary>All together.</summary>
    public long Total => Train + Validation + Test;

    /// <summary>Those of all classes together.</summary>
    public static PartCounts Of(IReadOnlyList<ClassShare> classes) =>
        new(classes.Sum(c => c.Counts.Train), classes.Sum(c => c.Counts.Validation), classes.Sum(c => c.Counts.Test));
}
