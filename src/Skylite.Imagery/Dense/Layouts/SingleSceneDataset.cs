using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>
/// One scene and its labels on the same grid, side by side in one folder: <c>scene.tif</c> and
/// <c>labels.tif</c>, or any file and another one of one band whose values are few.
/// A scene of one band, as radar and panchromatic sensors give it, must be told from its labels by their names or by its values.
/// </summary>
internal sealed class SingleSceneDataset : IDenseDataset
{
    private const int MostClasses = 64;

    private static readonly char[] Dividers = ['_', '-', '.', ' '];
    private static readonly string[] LabelWords = ["label", "labels", "mask", "masks", "gt", "groundtruth", "annotation", "annotations", "classes"];
    private static readonly string[] SceneWords = ["scene", "image", "img", "sat", "sar", "pan", "input"];

    /// <inheritdoc/>
    public string Id => "single-scene";

    /// <inheritdoc/>
    public string About =>
        "semantic segmentation: one scene and one raster of class numbers on the same grid, in one folder; divided into blocks that do not overlap";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var rasters = RasterFolder.Files(directory).Take(32).Select(Describe).OfType<Raster>().ToList();
        var scene = rasters.Where(r => r.Bands > 1).OrderByDescending(r => r.Bands).FirstOrDefault();
        Labels[] labels = [.. rasters.Where(r => scene is null || (r.Width, r.Height) == (scene.Width, scene.Height))
            .Select(LabelsOf).OfType<Labels>()
            .OrderBy(l => l.Values.Count)];
        if (scene is null)
        {
            (scene, labels) = OfOneBand(rasters, labels);
        }

        if (scene is null || labels.Length == 0)
        {
            return null;
        }

        var (mask, values, missing) = (labels[0].Raster.Path, labels[0].Values, labels[0].NoData);
        var table = ClassTable.Find(directory, mask);
        var (encoding, meaning) = table is null ? Told(values, missing) : (table.Encoding(), string.Empty);
        return new DenseLayout(
            Id,
            DenseTask.SemanticSegmentation,
            [new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(scene.Path)], mask)],
            encoding)
        {
            Notes =
            [
                $"'{Path.GetFileName(scene.Path)}' with the labels of '{Path.GetFileName(mask)}'{meaning}",
                .. labels.Skip(1)
                    .Select(l => $"'{Path.GetFileName(l.Raster.Path)}' could be labels too ({l.Values.Count} values): move the one that is not wanted away"),
            ],
        };
    }

    // 0, 255 and what the file calls no data are no class, unless one class or none would be left.
    private static (ILabelEncoding Encoding, string Meaning) Told(IReadOnlyList<int> values, int? missing)
    {
        int[] stated = missing is { } none and not (0 or 255) && values.Count(v => v != none) > 1 ? [none] : [];
        int[] classes = [.. values.Where(v => v is not (0 or 255)).Except(stated)];
        var also = stated is [var said] ? Invariant($", {said} for no class, as the file says") : string.Empty;
        if (classes.Length > 1 || !values.Contains(0))
        {
            return (new IndexLabels([.. DenseClass.Numbered(classes.Length).Zip(classes, Named)], [0, 255, .. stated]),
                $"; values 0 and 255 are no class{also}");
        }

        var of = classes is [var one] ? one : 255;
        return (
            new IndexLabels(
                [new DenseClass("background", "#000000") { Value = 0 }, Named(DenseClass.Numbered(2)[1], of)], [.. of == 255 ? stated : [255, .. stated]]),
            Invariant($"; value 0 is background{(of == 255 ? string.Empty : ", 255 no class")}{also}"));
    }

    private static DenseClass Named(DenseClass numbered, int value) => numbered with { Name = Invariant($"value-{value}"), Value = value };

    // Names decide, then values: what has few is labels, and what has many is a scene. Where several would do, nothing is assumed.
    private static (Raster? Scene, Labels[] Labels) OfOneBand(List<Raster> rasters, Labels[] labels)
    {
        var named = labels.Where(l => Says(l.Raster, LabelWords)).ToArray();
        var mask = (named.Length > 0 ? named : [.. labels.Where(l => !Says(l.Raster, SceneWords))]) is [var only] ? only : null;
        var others = rasters.Where(r => mask is not null && r != mask.Raster && (r.Width, r.Height) == (mask.Raster.Width, mask.Raster.Height)).ToArray();
        var scenes = others.Where(r => Says(r, SceneWords)).ToArray();
        if (scenes.Length == 0)
        {
            scenes = named.Length > 0 ? others : [.. others.Where(r => labels.All(l => l.Raster != r))];
        }

        return scenes is [var scene] ? (scene, [mask!]) : (null, []);
    }

    private static bool Says(Raster raster, string[] words) =>
        Path.GetFileNameWithoutExtension(raster.Path).Split(Dividers).Any(w => words.Contains(w, StringComparer.OrdinalIgnoreCase));

    private static Labels? LabelsOf(Raster raster) =>
        raster is { Bands: 1, IsInteger: true } && Look(raster.Path) is { Values.Count: > 1 and <= MostClasses } look
            ? new Labels(raster, look.Values, look.NoData)
            : null;

    // None where they are no numbers of classes, as in a model of terrain.
    private static MaskLook? Look(string path)
    {
        try
        {
            return MaskLook.Of([new DenseSample(path, [], path)]);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static Raster? Describe(string path)
    {
        try
        {
            using var image = GdalDataset.Open(path, sidecars: false);
            return new Raster(
                path, image.Width, image.Height, image.BandCount, image.DataType is not (GdalDataType.Float32 or GdalDataType.Float64 or GdalDataType.Unknown));
        }
        catch (GdalException)
        {
            return null;
        }
    }

    private sealed record Raster(string Path, int Width, int Height, int Bands, bool IsInteger);

    private sealed record Labels(Raster Raster, IReadOnlyList<int> Values, int? NoData);
}
