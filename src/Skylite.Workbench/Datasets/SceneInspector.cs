using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Datasets;

/// <summary>Inspects a data set with a label for each image.</summary>
internal sealed class SceneInspector(DataOptions data, SceneCollection scenes)
{
    private readonly ProblemList _problems = new();
    private readonly List<string> _notes = [.. scenes.Notes];

    public DatasetInspection Inspect(IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        data.Require(ModelTask.SceneClassification);
        var (split, how) = Divide(progress, cancellation);
        var parts = split?.Images.ToDictionary(e => Path.GetFullPath(Path.Combine(scenes.Root, e.Path)), e => e.Part) ?? [];
        var looks = Read(parts, progress, cancellation);
        var classes = Classes(parts);
        Check(looks, classes, split);
        var training = looks.Where(l => l is { Tallies.Length: > 0 }).Aggregate(
            new BandTally[scenes.Bands.Count], (sums, l) => l!.Tallies.Length == sums.Length ? [.. sums.Zip(l.Tallies, (a, b) => a.Plus(b))] : sums);
        foreach (var fill in UnmarkedFills.Of(scenes.Bands, training))
        {
            _problems.Add(UnmarkedFills.Problem, fill);
        }

        return new DatasetInspection
        {
            Directory = data.Directory,
            Task = ModelTasks.Id(ModelTask.SceneClassification),
            Layout = scenes.Dataset.Id,
            About = "scene classification: "
                + $"{scenes.Dataset.Facts.Name}{(scenes.Dataset.Facts.Source.Length > 0 ? $" ({scenes.Dataset.Facts.Source})" : string.Empty)}",
            Samples = looks.Count(l => l is not null),
            Rasters = looks.Count(l => l is not null),
            Bands = scenes.Bands,
            DataTypes = CountedFact.Of(looks.OfType<ImageLook>().Select(l => l.Type)),
            NoData = scenes.NoData,
            Sizes = CountedFact.Of(looks.OfType<ImageLook>().Select(l => l.Size)),
            Places = CountedFact.Of(looks.Select(l => l?.Place).OfType<string>()),
            Split = how,
            Parts = PartCounts.Of(classes),
            Classes = classes,
            Statistics = training[0].Count == 0 ? [] : [.. training.Zip(scenes.Bands, (t, name) => BandFigures.Of(name, t)).Where(f => f.Band != "alpha")],
            Problems = _problems.Sentences(),
            Notes = _notes,
        };
    }

    private (SplitManifest? Split, string How) Divide(IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        try
        {
            var (split, notes) = SceneData.Divide(data, scenes, progress.Lines(), cancellation);
            _notes.AddRange(notes);
            return (split,
                data.SplitFile is { } file ? $"given by '{file}'" : split.Options.Source is { } source ? $"given by {source}" : Drawn(split.Options));
        }
        catch (InvalidDataException e) when (data is { SplitFile: null, SplitLists: null, IsTrainShareStated: false })
        {
            _problems.Add("the images cannot be divided", e.Message);
            return (null, "not divided");
        }
    }

    private static string Drawn(SplitOptions options)
    {
        var (training, rest) = options.TrainPerClass is { } images
            ? (Invariant($"{images} of each train or validate"), "these")
            : (Invariant($"{100 * (1 - options.TrainShare):0.##} % test"), "the rest");
        return Invariant(
            $"drawn class by class ({training}, {100 * options.ValidationShare:0.##} % of {rest} validate, seed {options.Seed})");
    }

    private ImageLook?[] Read(Dictionary<string, SplitPart> parts, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var (looks, failures, done) = (new ImageLook?[scenes.Samples.Count], new string?[scenes.Samples.Count], 0);
        Parallel.For(0, looks.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var path = scenes.Samples[i].Path;
            try
            {
                looks[i] = ImageLook.Of(path, scenes.NoData, parts.GetValueOrDefault(path, SplitPart.Test) == SplitPart.Train);
            }
            catch (GdalException e)
            {
                failures[i] = e.Message;
            }

            if (Interlocked.Increment(ref done) is var count && (count % 20 == 0 || count == looks.Length))
            {
                progress.Show(Invariant($"reading images: {count} of {looks.Length}"));
            }
        });
        foreach (var failure in failures.OfType<string>())
        {
            _problems.Add("an image cannot be read", failure);
        }

        return looks;
    }

    private ClassShare[] Classes(Dictionary<string, SplitPart> parts)
    {
        var colours = new ClassShare[scenes.Classes.Count];
        for (var c = 0; c < colours.Length; c++)
        {
            var images = scenes.Samples.Where(s => s.Label == c).ToArray();
            long Of(SplitPart part) => images.Count(i => parts.TryGetValue(i.Path, out var p) && p == part);
            colours[c] = new ClassShare(
                scenes.Classes[c],
                null,
                new PartCounts(Of(SplitPart.Train), Of(SplitPart.Validation), Of(SplitPart.Test)),
                (double)images.Length / scenes.Samples.Count);
        }

        return colours;
    }

    private void Check(ImageLook?[] looks, ClassShare[] classes, SplitManifest? split)
    {
        if (MasksAmongClasses.Sign(scenes) is { } sign)
        {
            var advice = FoldersBelow.Hint(data.Directory) is { Length: > 0 } hint ? hint : $" {DenseDatasets.Advice}";
            _problems.Add("the folders look like images and masks, not like classes of scenes", $"{sign}.{advice}");
        }

        Mixed("pixel types", looks, l => l.Type);
        Mixed("numbers of bands", looks, l => l.BandCount.ToString(CultureInfo.InvariantCulture));
        if (split is not null)
        {
            _problems.AddUntrained(PartCounts.Of(classes));
        }

        foreach (var c in classes.Where(_ => split is not null))
        {
            _problems.AddMissing(c, PartCounts.Of(classes));
        }

        foreach (var same in (split?.Images ?? []).GroupBy(e => e.Sha256).Where(g => g.Count() > 1))
        {
            var first = same.Take(2).ToArray();
            _problems.Add(
                same.Select(e => e.Part).Distinct().Count() > 1 ? "the same image is in several parts"
                    : same.Select(e => e.Label).Distinct().Count() > 1 ? "the same image is in several classes"
                    : "the same image is there twice",
                string.Join(" = ", first.Select(e => $"'{e.Path}'")));
        }
    }

    private void Mixed(string what, ImageLook?[] looks, Func<ImageLook, string> fact)
    {
        var groups = looks.OfType<ImageLook>().GroupBy(fact).OrderByDescending(g => g.Count()).ToArray();
        if (groups.Length > 1)
        {
            _problems.Add(
                $"the images are of several {what}",
                string.Join(", ", groups.Select(g => Invariant($"{g.Key} ({g.Count()}, such as '{g.First().Path}')"))));
        }
    }

    private sealed record ImageLook(string Path, string Size, string Type, int BandCount, string? Place, BandTally[] Tallies)
    {
        public static ImageLook Of(string path, double? noData, bool isTraining)
        {
            using var image = GdalDataset.Open(path);
            var plane = image.Width * image.Height;
            // Reading everything finds damaged files; only training pixels are counted.
            var values = new float[plane * image.BandCount];
            image.Read(values.AsSpan());
            var tallies = new BandTally[isTraining ? image.BandCount : 0];
            for (var b = 0; b < tallies.Length; b++)
            {
                tallies[b] = BandTally.Of(values.AsSpan(b * plane, plane), noData);
            }

            var size = string.Create(CultureInfo.InvariantCulture, $"{image.Width} × {image.Height}");
            return new ImageLook(path, size, image.DataType.ToString(), image.BandCount, GroundPlace.Of(GdalGrid.Of(image)), tallies);
        }
    }
}
