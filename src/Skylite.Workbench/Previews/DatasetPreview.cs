using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Previews;

/// <summary>Shows samples of a data set: images and masks, two dates and what changed, or scenes of each class.</summary>
internal static class DatasetPreview
{
    private const int UsualSamples = 6;
    private const int LargestCrop = 512;

    public static PreviewSheet Make(DataOptions data, PreviewOptions options, CancellationToken cancellation)
    {
        if (!Directory.Exists(data.Directory))
        {
            throw new DirectoryNotFoundException($"There is no data folder '{data.Directory}'.");
        }

        return DenseDatasets.Find(data.Directory) is not null
            ? Dense(DenseCollection.Open(data.Directory), data, options, cancellation)
            : Scenes(SceneCollection.Open(data.Directory), data, options, cancellation);
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

    private static PreviewSheet Dense(DenseCollection collection, DataOptions data, PreviewOptions options, CancellationToken cancellation)
    {
        data.Require(TaskFacts.TaskOf(collection.Layout.Task));
        var (samples, notes) = options.Part is null ? (collection.Samples, []) : DenseData.Divide(collection, data, cancellation);
        samples = [.. samples.Where(s => options.Part is null || s.Part == options.Part)];
        string[] names = [.. collection.Classes.Select(c => c.Name)];
        var crops = SampleCrops.Choose(
            collection, samples, new CropChoice(options.Samples ?? UsualSamples, LargestCrop, options.Seed, PreviewJob.Find(names, options.Classes)));
        if (crops.Count == 0)
        {
            throw Nothing(collection.Root, options);
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
                    SheetPicture.OfClasses(width, height, Array.ConvertAll(labels, l => l == LabelValue.Ignore ? -1 : l), colors),
                ]));
        }

        var sheet = new ContactSheet(
            Title(collection.Root, collection.Layout.DatasetId, options, SampleCount.Of(samples, collection.Samples, collection.Layout.Task)),
            [.. Headings(usual!, store.Dates), isChange ? "change" : "mask"],
            rows,
            [.. names.Zip(colors), ("without class", Rgb.Nothing)])
        {
            Side = options.Side,
        };
        return new PreviewSheet(sheet, [.. crops.Select(c => c.Name)]) { Notes = notes };
    }

    private static string Caption(string sample, byte[] labels, string[] names, bool isChange)
    {
        var counts = names.Select((name, i) => (Name: name, Share: labels.Count(l => l == i) / (double)labels.Length))
            .Where(c => c.Share > 0)
            .OrderByDescending(c => c.Share).ToArray();
        return isChange && names.Length == 2
            ? string.Create(CultureInfo.InvariantCulture, $"{sample}: {100 * counts.FirstOrDefault(c => c.Name == names[1]).Share:0.#} % {names[1]}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{sample}: {string.Join(", ", counts.Take(4).Select(c => Invariant($"{c.Name} {100 * c.Share:0} %")))}");
    }

    private static PreviewSheet Scenes(SceneCollection scenes, DataOptions data, PreviewOptions options, CancellationToken cancellation)
    {
        data.Require(ModelTask.SceneClassification);
        var (samples, notes) = Divided(scenes, data, options.Part, cancellation);
        var wanted = PreviewJob.Find(scenes.Classes, options.Classes);
        var count = options.Samples ?? UsualSamples;
        var side = Math.Min(options.Side, 128);
        var (rows, shown) = (new List<SheetRow>(), new List<string>());
        foreach (var (label, name) in scenes.Classes.Index().Where(c => wanted.Count == 0 || wanted.Contains(c.Index)))
        {
            cancellation.ThrowIfCancellationRequested();
            SceneSample[] members = [.. samples.Where(s => s.Label == label)];
            new SampleRandom(SampleRandom.SeedOf(name) + (ulong)options.Seed).Shuffle(members.AsSpan());
            string[] paths = [.. members.Take(count).Select(s => s.Path)];
            if (paths.Length > 0)
            {
                rows.Add(new SheetRow(
                    string.Create(CultureInfo.InvariantCulture, $"{name} ({members.Length})"),
                    [.. paths.Select(p => ScenePicture.Read(p, side, scenes.Bands, scenes.NoData))]));
                shown.AddRange(paths);
            }
        }

        if (rows.Count == 0)
        {
            throw Nothing(scenes.Root, options);
        }

        var title = Title(scenes.Root, scenes.Dataset.Id, options, Invariant($"{samples.Count} images"));
        var sheet = new ContactSheet(title, [], rows, []) { Side = side };
        return new PreviewSheet(sheet, shown) { Notes = notes };
    }

    private static (IReadOnlyList<SceneSample> Samples, IReadOnlyList<string> Notes) Divided(
        SceneCollection scenes, DataOptions data, SplitPart? wanted, CancellationToken cancellation)
    {
        if (wanted is not { } part)
        {
            return (scenes.Samples, []);
        }

        var (split, notes) = SceneData.Divide(data, scenes, progress: null, cancellation);
        return (split.Samples(part, scenes.Root), notes);
    }

    private static string Title(string root, string layout, PreviewOptions options, string samples) =>
        $"{(options.Part is { } part ? $"{part.Id()} part of " : string.Empty)}{EndOf(root)}: {layout}, {samples}";

    private static InvalidDataException Nothing(string root, PreviewOptions options)
    {
        var missing = options.Classes.Count > 0 ? $"has any of the classes {string.Join(", ", options.Classes)}" : "is there";
        return new($"No sample of '{root}' {missing}{(options.Part is null ? string.Empty : " in this part")}.");
    }
}
