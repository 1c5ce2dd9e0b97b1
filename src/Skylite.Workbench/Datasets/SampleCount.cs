using Skylite.Imagery.Dense;

namespace Skylite.Workbench.Datasets;

/// <summary>Counts samples of pixels as what they are: images, pairs of dates, or pieces of them.</summary>
public static class SampleCount
{
    /// <summary>The number of samples in words, such as <c>17 pieces of 13 pairs</c>.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="undivided">All samples of the data set before any were cut into blocks, with windows.</param>
    /// <param name="task">What their labels are for.</param>
    public static string Of(IReadOnlyList<DenseSample> samples, IReadOnlyList<DenseSample> undivided, DenseTask task)
    {
        var windows = undivided.ToLookup(s => s.Mask, s => s.Window);
        var rasters = samples.Select(s => s.Mask).Distinct().Count();
        var whole = Counted(rasters, task == DenseTask.ChangeDetection ? "pair" : "image");
        return samples.All(s => windows[s.Mask].Take(2).SequenceEqual([s.Window])) ? whole : $"{Counted(samples.Count, "piece")} of {whole}";
    }

    private static string Counted(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
