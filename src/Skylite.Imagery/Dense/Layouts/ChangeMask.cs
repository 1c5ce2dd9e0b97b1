using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>How masks of two classes are written: 0 and 255, or 0 and 1, or 1 and 2.</summary>
internal static class ChangeMask
{
    private const int Looked = 8;

    /// <summary>The encoding of change masks, told from the values that the first of them hold.</summary>
    public static ILabelEncoding Of(IReadOnlyList<DenseSample> samples) => Of(samples, DenseClass.Change);

    /// <summary>The encoding of masks of two classes.</summary>
    public static ILabelEncoding Of(IReadOnlyList<DenseSample> samples, IReadOnlyList<DenseClass> classes)
    {
        var values = Values(samples.Take(Looked));
        return values.Count > 0 && values.Max <= 1 ? new IndexLabels(classes, [0, 1])
            : values.SetEquals([1, 2]) ? new IndexLabels(classes, [1, 2])
            : new ThresholdLabels(classes);
    }

    /// <summary>The values of the first bands of some masks.</summary>
    public static SortedSet<int> Values(IEnumerable<DenseSample> samples)
    {
        var values = new SortedSet<int>();
        foreach (var sample in samples)
        {
            using var mask = GdalDataset.Open(sample.Mask, sidecars: false);
            var pixels = new byte[mask.Width * mask.Height];
            mask.Read(pixels.AsSpan(), new GdalReadOptions { Bands = [1] });
            values.UnionWith(pixels.Distinct().Select(v => (int)v));
        }

        return values;
    }
}
