using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>
/// SZTAKI AirChange in the literature's protocol: Szada/1 and Tiszadob/3 test on their upper left
/// 784 × 448 pixels; what is right of and below that trains, as all other pairs do.
/// A folder of one location holds that location alone. Pairs of other places in folders of their own are none of it.
/// </summary>
internal sealed class AirChangeDataset : IDenseDataset
{
    private static readonly string[] Locations = ["Szada", "Tiszadob", "Archieve"];

    private static readonly string[] Tests = ["Szada/1", "Tiszadob/3"];

    private static readonly GdalWindow Tested = new(0, 0, 784, 448);

    /// <inheritdoc/>
    public string Id => "sztaki-airchange";

    /// <inheritdoc/>
    public string About => "change detection: SZTAKI AirChange (Benedek and Szirányi 2009); Szada/1 and Tiszadob/3 test on 784 × 448 pixels";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var samples = Directory.EnumerateFiles(directory, "gt.*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Where(gt => RasterFolder.IsRaster(gt) && IsOfLocation(gt))
            .Select(gt => (Mask: gt, First: Date(gt, 1), Second: Date(gt, 2)))
            .Where(pair => pair is { First: not null, Second: not null })
            .SelectMany(pair => Samples(directory, pair.Mask, pair.First!, pair.Second!))
            .OrderBy(s => s.Name, StringComparer.Ordinal)
            .ToList();
        return samples.Count == 0 ? null : new DenseLayout(Id, DenseTask.ChangeDetection, samples, new ThresholdLabels(DenseClass.Change, 127))
        {
            Bands = ["red", "green", "blue"],
            Notes = samples.Any(s => s.Part == SplitPart.Test)
                ? ["the test pairs are tested on their upper left 784 × 448 pixels and train with the rest, as in the literature"]
                : [],
        };
    }

    private static bool IsOfLocation(string mask)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(mask));
        return Locations.Contains(Path.GetFileName(folder)) || Locations.Contains(Path.GetFileName(Path.GetDirectoryName(folder)));
    }

    private static IEnumerable<DenseSample> Samples(string directory, string mask, string first, string second)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(mask))!;
        var whole = new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(first), DenseImage.Of(second)], mask);
        if (!Tests.Contains($"{Path.GetFileName(Path.GetDirectoryName(folder))}/{Path.GetFileName(folder)}"))
        {
            return [whole];
        }

        using var raster = GdalDataset.Open(mask);
        return
        [
            whole with { Part = SplitPart.Test, Window = Tested },
            whole with { Part = SplitPart.Train, Window = new GdalWindow(Tested.Width, 0, raster.Width - Tested.Width, raster.Height) },
            whole with { Part = SplitPart.Train, Window = new GdalWindow(0, Tested.Height, Tested.Width, raster.Height - Tested.Height) },
        ];
    }

    private static string? Date(string mask, int date) =>
        RasterFolder.Files(Path.GetDirectoryName(mask)!)
            .FirstOrDefault(f => Path.GetFileNameWithoutExtension(f).Equals($"im{date}", StringComparison.OrdinalIgnoreCase));
}
