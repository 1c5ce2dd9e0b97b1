using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Imagery with a label for each pixel.</summary>
/// <param name="Name">Path of the mask relative to the data folder, with slashes: what a split manifest calls it.</param>
/// <param name="Dates">The imagery: one date, or two on one grid.</param>
/// <param name="Mask">Raster of labels.</param>
public sealed record DenseSample(string Name, IReadOnlyList<DenseImage> Dates, string Mask)
{
    /// <summary>What the data set's authors keep the sample for; <see langword="null"/> where they leave it open.</summary>
    public SplitPart? Part { get; init; }

    /// <summary>Why the sample is not used unless a split or given lists name it; <see langword="null"/> where it is.</summary>
    public DenseOmission? Omission { get; init; }

    /// <summary>The part of the rasters that belongs to the sample; <see langword="null"/> for all of it.</summary>
    public GdalWindow? Window { get; init; }
}
