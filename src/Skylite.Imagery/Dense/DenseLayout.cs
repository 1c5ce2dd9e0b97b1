using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense;

/// <summary>What a data set of pixel labels was found to be.</summary>
/// <param name="DatasetId">Public name of the data set that recognised the folder.</param>
/// <param name="Task">What is asked of every pixel.</param>
/// <param name="Samples">Its samples, ordered by name.</param>
/// <param name="Labels">How masks say the classes.</param>
public sealed record DenseLayout(string DatasetId, DenseTask Task, IReadOnlyList<DenseSample> Samples, ILabelEncoding Labels)
{
    /// <summary>Names of the bands, where the data set says more than its files do.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>The same data in other imagery, of other bands.</summary>
    public IReadOnlyList<DenseLayout> Alternatives { get; init; } = [];

    /// <summary>On what masks the test part is measured, in a sentence, where there are several kinds; figures say it.</summary>
    public string? Convention { get; init; }

    /// <summary>What a user should know about how the folder was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Folders that stand for a part but give no sample, each with what it holds instead.</summary>
    public IReadOnlyList<string> EmptyParts { get; init; } = [];

    /// <summary>This layout, or the first alternative that has some bands where this has not; this one too where none has.</summary>
    /// <param name="bands">Names of the bands; null where all will do.</param>
    public DenseLayout Having(IReadOnlyList<string>? bands) =>
        bands is null
            ? this
            : Alternatives.Prepend(this).FirstOrDefault(l => l.Bands is { } own && bands.All(b => BandNames.PlaceOf(own, b) is not null)) ?? this;
}
