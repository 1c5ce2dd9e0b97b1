using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>Shows samples of a data set: images and masks, two dates and what changed, or scenes of each class.</summary>
internal static class DatasetPreview
{
    private const int UsualSamples = 6;
    private const int LargestCrop = 512;

    public static PreviewSheet Make(string directory, PreviewOptions options, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no data folder '{directory}'.");
        }

        return DenseDatasets.Find(directory) is not null ? Dense(DenseCollection.Open(directory), options, cancellation) : Scenes(SceneCollection.Open(directory), options, cancellation);
    }

    /// <summary>The end of a path, for headings.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="names">Names that tell it from others: every run has a model.onnx.</param>
    public static string EndOf(string path, int names = 1) =>
        string.Join('/', Path.GetFullPath(path).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).TakeLast(names));

    /// <summary>Names of the columns of imagery, with the bands where they are not red, green and blue.</summary>
    public static IReadOnlyList<string> Headings(Stretch stretch, int dates)
    {
        var bands = stretch.Names is ["red", "green", "blue"] or ["B04", "B03", "B02"] ? string.Empty : $" ({string.Join(", ", stretch.Names)})";
        return dates == 2 ? [$"first date{bands}", $"second date{bands}"] : [$"image{bands}"];
    }

    private static PreviewSheet Dense(DenseCollection collection, PreviewOptions options, CancellationToken cancellation)
    {
        var samples = options.Part is { } part
            ? [.. DenseSplit.Draw(collection.Samples, new DenseSplitOptions()).Where(s => s.Part == part)]
            : collection.Samples;
        string[] names = [.. collection.Classes.Select(c => c.Name)];
        var crops = SampleCrops.Choose(collection, samples, new CropChoice(options.Samples ?? UsualSamples, LargestCrop, options.Seed, PreviewJob.Find(names, options.Classes)));
        if (crops.Count == 0)
        {
            throw new InvalidDataException($"No sample of '{collection.Root}' has any of the classes {string.Join(", ", options.Classes)}{(options.Part is null ? string.Empty : " in this part")}.");
        }

        Rgb[] colors = [.. collection.Classes.Select(c => Rgb.Parse(c.Color))];
        var isChange = collection.Layout.Task == DenseTask.ChangeDetection;
        using var store = new DenseStore(collection, crops);
        using var reader = new DenseReader(store);
        var rows = new List<SheetRow>();
        Stretch? usual = null;
        foreach (var (index, crop) in crops.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            var (width, height) = (crop.Window!.Value.Width, crop.Window.Value.Height);
            var plane = width * height;
            var (pixels, labels) = (new float[store.Planes * plane], new byte[plane]);
            reader.Read(index, new GdalWindow(0, 0, width, height), pixels, labels);
            var stretch = Stretch.Of(store.Bands, pixels, plane, collection.DataType == GdalDataType.Byte, collection.NoData);
            usual ??= stretch;
            var date = store.Bands.Count * plane;
            rows.Add(new SheetRow(
                Caption(SampleCrops.NameOf(collection, crop), labels, names, isChange),
                [
                    .. Enumerable.Range(0, store.Dates).Select(d => stretch.Render(pixels.AsSpan(d * date, date), width, height)),
                    Tile.OfClasses(width, height, Array.ConvertAll(labels, l => l == LabelValue.Ignore ? -1 : l), colors),
                ]));
        }

        var sheet = new ContactSheet(
            string.Create(CultureInfo.InvariantCulture, $"{EndOf(collection.Root)}: {collection.Layout.DatasetId}, {collection.Samples.Count} {(isChange ? "pair" : "image")}{(collection.Samples.Count == 1 ? string.Empty : "s")}"),
            [.. Headings(usual!, store.Dates), isChange ? "change" : "mask"],
            rows,
            [.. names.Zip(colors), ("without class", Rgb.Nothing)])
        {
            Side = options.Side,
        };
        return new PreviewSheet(sheet, [.. crops.Select(c => c.Name)]);
    }

    private static string Caption(string sample, byte[] labels, string[] names, bool isChange)
    {
        var counts = names.Select((name, i) => (Name: name, Share: labels.Count(l => l == i) / (double)labels.Length)).Where(c => c.Share > 0).OrderByDescending(c => c.Share).ToArray();
        return isChange && names.Length == 2
            ? string.Create(CultureInfo.InvariantCulture, $"{sample}: {100 * counts.FirstOrDefault(c => c.Name == names[1]).Share:0.#} % {names[1]}")
            : string.Create(CultureInfo.InvariantCulture, $"{sample}: {string.Join(", ", counts.Take(4).Select(c => FormattableString.Invariant($"{c.Name} {100 * c.Share:0} %")))}");
    }

    private static PreviewSheet Scenes(SceneCollection scenes, PreviewOptions options, CancellationToken cancellation)
    {
        var wanted = PreviewJob.Find(scenes.Classes, options.Classes);
        var count = options.Samples ?? UsualSamples;
        var side = Math.Min(options.Side, 128);
        var (rows, shown) = (new List<SheetRow>(), new List<string>());
        foreach (var (label, name) in scenes.Classes.Index().Where(c => wanted.Count == 0 || wanted.Contains(c.Index)))
        {
            cancellation.ThrowIfCancellationRequested();
            var members = Enumerable.Range(0, scenes.Samples.Count)
                .Where(i => scenes.Samples[i].Label == label && (options.Part is null || scenes.Parts is null || scenes.Parts[i] == options.Part))
                .ToArray();
            new SampleRandom(SampleRandom.SeedOf(name) + (ulong)options.Seed).Shuffle(members.AsSpan());
            string[] paths = [.. members.Take(count).Select(i => scenes.Samples[i].Path)];
            if (paths.Length > 0)
            {
                rows.Add(new SheetRow(string.Create(CultureInfo.InvariantCulture, $"{name} ({members.Length})"), [.. paths.Select(p => SceneTile.Read(p, side, scenes.Bands, scenes.NoData))]));
                shown.AddRange(paths);
            }
        }

        var sheet = new ContactSheet(string.Create(CultureInfo.InvariantCulture, $"{EndOf(scenes.Root)}: {scenes.Dataset.Id}, {scenes.Samples.Count} images"), [], rows, []) { Side = side };
        return new PreviewSheet(sheet, shown);
    }
}
