using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Datasets;

/// <summary>Inspects a data set with a label for each pixel.</summary>
internal sealed class DenseInspector(DataOptions data, DenseLayout layout)
{
    private readonly ProblemList _problems = new();
    private readonly List<string> _notes = [.. layout.Notes];

    public DatasetInspection Inspect(IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        data.Require(TaskFacts.TaskOf(layout.Task));
        foreach (var part in layout.EmptyParts)
        {
            _problems.Add("a folder stands for a part, but gives no sample", part);
        }

        var looks = Look(progress, cancellation);
        var (divided, split) = Divide([.. looks.Select(l => l.Sample)], cancellation);
        var tallies = Tally(divided, looks, progress, cancellation);
        var usable = divided.Zip(tallies).Where(d => d.Second is not null).Select(d => (Sample: d.First, Tally: d.Second!)).ToArray();
        if (usable.Length == 0)
        {
            throw new InvalidDataException($"Nothing in '{data.Directory}' can be used: {string.Join(" ", _problems.Sentences())}");
        }

        var classes = Classes(usable);
        if (classes.Length < 2)
        {
            _problems.Add(
                "there are fewer than two classes, and training would refuse that",
                $"name every value and its class in '{ClassTable.FileName}' beside the data");
        }

        CheckMasks(usable);
        CheckParts(classes, divided, cancellation);
        CheckDates(divided, cancellation);
        var isChange = layout.Task == DenseTask.ChangeDetection;
        var training = usable.Where(u => u.Sample.Part == SplitPart.Train)
            .Aggregate(new BandTally[looks[0].Bands.Count], (sums, u) => [.. sums.Zip(u.Tally.Bands, (a, b) => a.Plus(b))]);
        foreach (var fill in UnmarkedFills.Of(BandsOf(looks[0]), training))
        {
            _problems.Add(UnmarkedFills.Problem, fill);
        }

        return new DatasetInspection
        {
            Directory = data.Directory,
            Task = ModelTasks.Id(TaskFacts.TaskOf(layout.Task)),
            Layout = layout.DatasetId,
            About = DenseDatasets.All.First(d => d.Id == layout.DatasetId).About,
            Samples = looks.Count,
            Rasters = looks.Select(l => l.Sample.Mask).Distinct().Count(),
            Dates = isChange ? 2 : 1,
            Bands = BandsOf(looks[0]),
            DataTypes = CountedFact.Of(looks.Select(l => l.DataType.ToString())),
            NoData = looks.Select(l => l.NoData).FirstOrDefault(n => n is not null),
            Sizes = CountedFact.Of(looks.Select(l => Invariant($"{l.Sample.Window!.Value.Width} × {l.Sample.Window.Value.Height}"))),
            Places = CountedFact.Of(looks.Select(l => GroundPlace.Of(l.Grid)).OfType<string>()),
            Split = split,
            Parts = Count(divided, s => s.Part!.Value, _ => 1),
            Classes = classes,
            Counted = "pixels",
            Unlabelled = usable.Sum(u => u.Tally.Mask.Ignored - u.Tally.Mask.Unknown),
            Unknown = usable.Sum(u => u.Tally.Mask.Unknown),
            Statistics = [.. training.Zip(BandsOf(looks[0]), (t, name) => BandFigures.Of(name, t)).Where(_ => training[0].Count > 0)],
            Problems = _problems.Sentences(),
            Notes = _notes,
        };
    }

    private static PartCounts Count<T>(IEnumerable<T> all, Func<T, SplitPart> part, Func<T, long> count)
    {
        var sums = all.GroupBy(part).ToDictionary(g => g.Key, g => g.Sum(count));
        return new PartCounts(sums.GetValueOrDefault(SplitPart.Train), sums.GetValueOrDefault(SplitPart.Validation), sums.GetValueOrDefault(SplitPart.Test));
    }

    private IReadOnlyList<string> BandsOf(DenseSampleLook look) => layout.Bands?.Count == look.Bands.Count ? layout.Bands : look.Bands;

    private List<DenseSampleLook> Look(IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var looks = new List<DenseSampleLook>();
        foreach (var (index, sample) in layout.Samples.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Show(Invariant($"opening files: {index + 1} of {layout.Samples.Count}"));
            try
            {
                var look = DenseSampleLook.Of(sample);
                looks.Add(look);
                _notes.AddRange(look.Note is { } note ? [note] : []);
            }
            catch (InvalidDataException e)
            {
                _problems.Add("a sample cannot be used", e.Message);
            }
        }

        if (looks.Count == 0)
        {
            throw new InvalidDataException($"Nothing in '{data.Directory}' can be used: {string.Join(" ", _problems.Sentences())}");
        }

        var usual = looks.GroupBy(l => l.Bands.Count).MaxBy(g => g.Count())!.Key;
        foreach (var odd in looks.Where(l => l.Bands.Count != usual))
        {
            _problems.Add(
                Invariant($"an image has another number of bands than the usual {usual}, and training would refuse it"),
                Invariant($"'{odd.Sample.Dates[0]}' ({odd.Bands.Count})"));
        }

        looks = [.. looks.Where(l => l.Bands.Count == usual)];
        foreach (var odd in looks.Where(l => layout.Bands is null && !l.Bands.SequenceEqual(looks[0].Bands, StringComparer.OrdinalIgnoreCase)))
        {
            _problems.Add(
                $"an image has other bands than the first ({string.Join(", ", looks[0].Bands)}), or in another order, and training would refuse it",
                $"'{odd.Sample.Dates[0]}' ({string.Join(", ", odd.Bands)})");
        }

        var isOfOneScale = looks.All(l => l.DataType == GdalDataType.Byte) || looks.All(l => l.DataType != GdalDataType.Byte);
        Mixed(isOfOneScale ? "pixel types" : "pixel types, bytes among them, and training would refuse that", looks, l => l.DataType.ToString());
        Mixed("reference systems", looks, l => l.Grid.Projection.Length == 0 ? "none" : GdalSpatialReference.Describe(l.Grid.Projection).Name);
        return looks;
    }

    private void Mixed(string what, List<DenseSampleLook> looks, Func<DenseSampleLook, string> fact)
    {
        var groups = looks.GroupBy(fact).OrderByDescending(g => g.Count()).ToArray();
        if (groups.Length > 1)
        {
            _problems.Add(
                $"the samples are of several {what}",
                string.Join(", ", groups.Select(g => Invariant($"{g.Key} ({g.Count()}, such as '{g.First().Sample.Dates[0]}')"))));
        }
    }

    private (IReadOnlyList<DenseSample> Samples, string How) Divide(IReadOnlyList<DenseSample> samples, CancellationToken cancellation)
    {
        if (data.SplitFile is { } file)
        {
            return (DenseSplitManifest.Load(file, data.Directory, layout.Labels.Classes).Apply(samples, data.Directory), $"given by '{file}'");
        }

        var options = data.Split;
        (samples, var notes) = DenseData.Given(samples, data.SplitLists, data.Directory);
        _notes.AddRange(notes);
        var source = data.SplitLists is { } lists ? $"lists in '{lists}'" : "the data set";
        var side = DenseSplit.BlockSide(samples, options);
        var given = samples.Where(s => s.Part is not null).Select(s => s.Part!.Value).Distinct().Order().ToArray();
        try
        {
            var divided = EvenSplit.Draw(layout, samples, options, cancellation);
            var drawn = divided.Select(s => s.Part!.Value).Distinct().Except(given).Order().ToArray();
            var parts = given.Length > 0 ? $"{Names(given)} given by {source}, {Names(drawn)} drawn" : "drawn";
            var chosen = options.Draws > 1 ? Invariant($", the most even of {options.Draws}") : string.Empty;
            var shares = Invariant(
                $"{100 * (1 - options.TrainShare):0.##} % test, {100 * options.ValidationShare:0.##} % of the rest validate");
            var how = drawn.Length == 0 ? $"given by {source}" : Invariant($"{parts} ({shares}, seed {options.Seed}{chosen})");
            return (divided, divided.Count == samples.Count
                ? how
                : string.Create(CultureInfo.InvariantCulture, $"{how}; few rasters, so blocks of {side} × {side} pixels are divided"));
        }
        catch (InvalidDataException e)
        {
            _problems.Add("the samples cannot be divided", e.Message);
            return ([.. samples.Select(s => s with { Part = s.Part ?? SplitPart.Train })], "not divided");
        }
    }

    private static string Names(IEnumerable<SplitPart> parts) => string.Join(" and ", parts.Select(p => p.Id()));

    private DenseTally?[] Tally(
        IReadOnlyList<DenseSample> samples, List<DenseSampleLook> looks, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var tallies = new DenseTally?[samples.Count];
        var failures = new string?[samples.Count];
        var done = 0;
        var noData = looks.Select(l => l.NoData).FirstOrDefault(n => n is not null);
        Parallel.For(0, samples.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                tallies[i] = DenseTally.Of(samples[i], layout.Labels, samples[i].Part == SplitPart.Train ? looks[0].Bands.Count : 0, noData, cancellation);
            }
            catch (Exception e) when (e is GdalException or InvalidDataException)
            {
                failures[i] = e.Message;
            }

            progress.Show(Invariant($"reading pixels: {Interlocked.Increment(ref done)} of {samples.Count}"));
        });
        foreach (var (index, failure) in failures.Index().Where(f => f.Item is not null))
        {
            _problems.Add("a file is damaged", $"'{samples[index].Name}': {failure}");
        }

        return tallies;
    }

    private ClassShare[] Classes((DenseSample Sample, DenseTally Tally)[] usable)
    {
        var total = Math.Max(1, usable.Sum(u => u.Tally.Mask.Classes.Sum()));
        return [.. layout.Labels.Classes.Index().Select(c =>
        {
            var counts = Count(usable, u => u.Sample.Part!.Value, u => u.Tally.Mask.Classes[c.Index]);
            return new ClassShare(c.Item.Name, c.Item.Color, counts, (double)counts.Total / total);
        })];
    }

    private void CheckMasks((DenseSample Sample, DenseTally Tally)[] usable)
    {
        foreach (var (name, mask) in usable.GroupBy(u => u.Sample.Name)
            .Select(g => (g.Key, g.Select(u => u.Tally.Mask).Aggregate((a, b) => a.Plus(b))))
            .Where(m => m.Item2.Unknown > 0))
        {
            _problems.Add(
                "a mask has values or colours that stand for no class, "
                + $"{(mask.Refusal(layout) is null ? "which are not counted" : "and training would refuse it")}",
                string.Create(CultureInfo.InvariantCulture, $"'{name}' ({mask.Unknown} pixels: {string.Join(", ", mask.UnknownValues)})"));
        }

        foreach (var (sample, _) in usable.Where(u => u.Tally.Mask.Classes.Sum() == 0))
        {
            _problems.Add("a mask has no labelled pixel", $"'{sample.Name}'");
        }

        foreach (var image in usable.Select(u => u.Tally.Empty).OfType<DenseImage>())
        {
            _problems.Add("an image to train on has no pixel of imagery (no number, or the value of missing pixels)", $"'{image}'");
        }

        var isChange = layout.Task == DenseTask.ChangeDetection && layout.Labels.Classes.Count == 2;
        var single = usable.Count(u => isChange ? u.Tally.Mask.Classes[1] == 0 : u.Tally.Mask.Classes.Count(c => c > 0) == 1);
        if (single > 0)
        {
            var pieces = usable.Select(u => u.Sample.Mask).Distinct().Count() < usable.Length ? "pieces of " : string.Empty;
            var what = isChange ? $"{pieces}pairs have no changed pixel" : $"{pieces}masks are of one class only";
            _notes.Add(Invariant($"{single} of {usable.Length} {what}"));
        }
    }

    private void CheckParts(ClassShare[] classes, IReadOnlyList<DenseSample> divided, CancellationToken cancellation)
    {
        var samples = Count(divided, s => s.Part!.Value, _ => 1);
        _problems.AddUntrained(samples);
        var (names, training) = (classes.Select(c => c.Name).ToArray(), classes.Select(c => c.Counts.Train).ToArray());
        var rare = new (string Part, Func<ClassShare, long> Counts)[] { ("validation", c => c.Counts.Validation), ("test", c => c.Counts.Test) }
            .SelectMany(
                part => ScarceClasses.Of(names, training, [.. classes.Select(part.Counts)]),
                (part, scarce) => (part.Part, scarce.Name, scarce.Training, scarce.Other))
            .Where(s => s.Other > 0)
            .GroupBy(s => (s.Name, s.Training), s => Invariant($"{s.Part} has {100 * s.Other:0.###} %"))
            .ToDictionary(g => g.Key.Name, g => Invariant($"{string.Join(", ", g)}, training {100 * g.Key.Training:0.###} %"));
        foreach (var c in classes)
        {
            // A class is named once: with all that is wrong with it.
            var says = rare.GetValueOrDefault(c.Name);
            if (!_problems.AddMissing(c, samples, says) && says is not null)
            {
                _problems.Add(
                    "a class has less than a tenth of its share in training in another part (the best epoch, or the figures of the test, say little about it)",
                    $"'{c.Name}' ({says})");
            }
        }

        foreach (var (source, parts) in SampleNames.Shared([.. divided.Select(s => (s.Name, s.Part!.Value))]))
        {
            _problems.Add(
                "tiles of one larger image, going by their names, are in several parts (neighbours are alike: results will look better than they are)",
                $"'{source}' in {Names(parts)}");
        }

        foreach (var twins in Twins(divided, cancellation))
        {
            _problems.Add("the same image is in several parts", twins);
        }
    }

    // Someone has copied one date over the other: whatever the masks say, there is no change to see.
    private void CheckDates(IReadOnlyList<DenseSample> divided, CancellationToken cancellation)
    {
        foreach (var pair in divided.Where(s => s.Dates.Count == 2).DistinctBy(s => s.Mask))
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, second) = (pair.Dates[0].Files, pair.Dates[1].Files);
            if (first.Count == second.Count && first.Zip(second).All(f => AreCopies(f.First, f.Second)))
            {
                _problems.Add("both dates of a pair are the same image, in which nothing can have changed", $"'{first[0]}' = '{second[0]}'");
            }
        }
    }

    private static bool AreCopies(string one, string other)
    {
        using var first = File.OpenRead(one);
        using var second = File.OpenRead(other);
        return first.Length == second.Length && FileChecksum.Of(first) == FileChecksum.Of(second);
    }

    // Blocks of one raster are in several parts on purpose; copies of a file under another name are not.
    private static IEnumerable<string> Twins(IReadOnlyList<DenseSample> divided, CancellationToken cancellation)
    {
        var files = divided.GroupBy(s => s.Dates[0].Files[0]).Select(g => (File: g.Key, g.First().Part, Length: new FileInfo(g.Key).Length)).ToArray();
        foreach (var sameLength in files.GroupBy(f => f.Length).Where(g => g.Count() > 1))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var same in sameLength.GroupBy(f => FileChecksum.Of(f.File)).Where(g => g.Select(f => f.Part).Distinct().Count() > 1))
            {
                yield return string.Join(" = ", same.Take(2).Select(f => $"'{f.File}'"));
            }
        }
    }
}
