namespace Skylite.Workbench.Datasets;

/// <summary>What a folder of labelled imagery was found to be.</summary>
public sealed record DatasetInspection
{
    /// <summary>The folder.</summary>
    public required string Directory { get; init; }

    /// <summary>What the labels are for, as <c>skylite train --task</c> takes it.</summary>
    public required string Task { get; init; }

    /// <summary>Id of the layout that recognised the folder.</summary>
    public required string Layout { get; init; }

    /// <summary>What that layout is.</summary>
    public required string About { get; init; }

    /// <summary>Images or pairs that can be used.</summary>
    public required int Samples { get; init; }

    /// <summary>Images or pairs that the samples are of: fewer where authors of a data set use pieces of one raster for different things.</summary>
    public int Rasters { get; init; }

    /// <summary>Dates of a sample.</summary>
    public int Dates { get; init; } = 1;

    /// <summary>Names of the bands of a date, in file order.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Pixel types and how many samples have each.</summary>
    public IReadOnlyList<CountedFact> DataTypes { get; init; } = [];

    /// <summary>Raw value that marks missing pixels, or null.</summary>
    public double? NoData { get; init; }

    /// <summary>Sizes as columns × rows, the most frequent first, and how many samples have each.</summary>
    public IReadOnlyList<CountedFact> Sizes { get; init; } = [];

    /// <summary>Coordinate reference systems with the size of a pixel, and how many samples have each; empty where no sample says where it lies.</summary>
    public IReadOnlyList<CountedFact> Places { get; init; } = [];

    /// <summary>Who divided the samples, and how.</summary>
    public string Split { get; init; } = string.Empty;

    /// <summary>Samples (or blocks of rasters) to train, to validate, to test.</summary>
    public PartCounts Parts { get; init; } = new(0, 0, 0);

    /// <summary>The classes in the order of their indices.</summary>
    public IReadOnlyList<ClassShare> Classes { get; init; } = [];

    /// <summary>Whether <see cref="Classes"/> counts <c>images</c> or <c>pixels</c>.</summary>
    public string Counted { get; init; } = "images";

    /// <summary>Pixels that have no class because their value says so.</summary>
    public long Unlabelled { get; init; }

    /// <summary>Pixels whose value or colour stands for no class.</summary>
    public long Unknown { get; init; }

    /// <summary>Raw values of the bands over the training part, all dates together.</summary>
    public IReadOnlyList<BandFigures> Statistics { get; init; } = [];

    /// <summary>What is wrong, one sentence each; the data can be used all the same.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What a user should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
