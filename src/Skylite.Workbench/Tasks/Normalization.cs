using Skylite.Graphs;
using Skylite.Imagery;
using Skylite.Imagery.Loading;

namespace Skylite.Workbench.Tasks;

/// <summary>Where the mean and standard deviation of the input come from.</summary>
/// <param name="Id">Public name.</param>
/// <param name="Description">What it is for, as a sentence.</param>
public sealed record Normalization(string Id, string Description)
{
    /// <summary>Statistics of the training images, or the published ones of a known data set.</summary>
    public static Normalization Dataset { get; } = new("dataset", "Mean and standard deviation of the training images, or the data set's published ones.");

    /// <summary>ImageNet's statistics.</summary>
    public static Normalization ImageNet { get; } = new(
        "imagenet", "ImageNet's mean and standard deviation: for weights of torchvision and its kin; red, green, blue only.");

    /// <summary>Bytes to −1…1.</summary>
    public static Normalization Symmetric { get; } = new("symmetric", "0…255 becomes −1…1: for weights that come from TensorFlow.");

    /// <summary>Bytes to 0…1.</summary>
    public static Normalization UnitInterval { get; } = new("unit-interval", "0…255 becomes 0…1: for models that normalise inside their graph, or not at all.");

    /// <summary>Bytes as they are.</summary>
    public static Normalization Bytes { get; } = new("bytes", "0…255 as they are: for models that take raw pixels.");

    /// <summary>All normalisations.</summary>
    public static IReadOnlyList<Normalization> All { get; } = [Dataset, ImageNet, Symmetric, UnitInterval, Bytes];

    /// <summary>Finds a normalisation by its name.</summary>
    /// <exception cref="ArgumentException">The name is unknown; the message suggests the nearest.</exception>
    public static Normalization Find(string id) => NearestNames.Find("normalisation", id, All, n => n.Id);

    /// <summary>The statistics that do not depend on the images; <see langword="null"/> for <see cref="Dataset"/>.</summary>
    /// <param name="bands">Names of the bands.</param>
    /// <param name="units">What a scaled value measures, and the factor to it.</param>
    /// <exception cref="ArgumentException">The images are no bytes, or not of three bands where that is meant.</exception>
    public BandStatistics? Fixed(IReadOnlyList<string> bands, (string Name, float Scale) units)
    {
        if (this == Dataset)
        {
            return null;
        }

        if ((this == ImageNet && bands.Count != 3) || units.Name != "unit-interval")
        {
            throw new ArgumentException(
                $"The normalisation '{Id}' is for {(this == ImageNet ? "red, green and blue " : string.Empty)}bytes; "
                + $"these images have the bands {string.Join(", ", bands)} in {units.Name}. Use --normalization {Dataset.Id}.");
        }

        return this == ImageNet ? new BandStatistics(units.Name, units.Scale, Preprocessing.ImageNet(1, 1).Mean, Preprocessing.ImageNet(1, 1).StandardDeviation)
            : this == Symmetric ? new BandStatistics(units.Name, units.Scale, Each(0.5f), Each(0.5f))
            : this == UnitInterval ? new BandStatistics(units.Name, units.Scale, Each(0), Each(1))
            : new BandStatistics("digital-number", 1, Each(0), Each(1));

        IReadOnlyList<float> Each(float number) => [.. Enumerable.Repeat(number, bands.Count)];
    }

    /// <summary>Makes the preprocessing of some training images.</summary>
    /// <param name="train">The training images at the size of the network's input.</param>
    /// <param name="units">What a scaled value measures, and the factor to it.</param>
    /// <param name="published">The data set's published statistics, if there are any.</param>
    /// <param name="noData">Raw value that marks missing pixels.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Preprocessing Of(
        ImageStore train, (string Name, float Scale) units, BandStatistics? published, double? noData, CancellationToken cancellation)
    {
        var statistics = Fixed(train.Bands, units) ?? published
            ?? ImageStatistics.Of(train, units.Name, units.Scale, noData, Environment.ProcessorCount, cancellation);
        return new Preprocessing
        {
            Bands = train.Bands,
            Units = statistics.Units,
            Scale = statistics.Scale,
            Mean = statistics.Mean,
            StandardDeviation = statistics.StandardDeviation,
            Height = train.Height,
            Width = train.Width,
            NoData = noData,
        };
    }
}
