namespace Skylite.Imagery.Loading;

/// <summary>In what form a store holds its images.</summary>
public sealed record ImageStoreOptions
{
    /// <summary>Rows that images are resized to.</summary>
    public required int Height { get; init; }

    /// <summary>Columns that images are resized to.</summary>
    public required int Width { get; init; }

    /// <summary>Names of the bands to keep, in order; null keeps <see cref="Datasets.SceneCollection.DefaultBands"/>.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>The value of missing pixels where the files state none; null for none.</summary>
    public double? NoData { get; init; }

    /// <summary>
    /// Memory for decoded images; null takes <see cref="MemoryBudget.QuarterOfMemory"/>. What does not fit is decoded each time it is needed.
    /// </summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>Images that are known to be sound; null looks at all of them.</summary>
    public VerifiedImages? Verified { get; init; }

    /// <summary>What happens when an image cannot be read.</summary>
    public CorruptImagePolicy CorruptImages { get; init; } = CorruptImagePolicy.Fail;

    /// <summary>Is told each image that is skipped, once; called from worker threads.</summary>
    public Action<CorruptImage>? OnCorruptImage { get; init; }
}
