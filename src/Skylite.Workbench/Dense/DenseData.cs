using Skylite.Imagery;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Splits;
using Skylite.Imagery.Tiling;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Dense;

/// <summary>A data set of pixel labels, divided, looked through, ready to be batched. Its parts share one memory budget.</summary>
public sealed class DenseData : ITaskData
{
    private const float LargestScale = 1.25f;
    private const int UsualSide = 256;
    private const int SmallestUsualSide = 32;

    private static readonly RandomErasing Erasing = new();

    private readonly Dictionary<SplitPart, DenseStore> _stores;

    private DenseData(
        DenseCollection collection, DenseSplitManifest split, (SplitOptions Stated, string?[] Notes) division, Dictionary<SplitPart, DenseStore> stores)
    {
        (Collection, Split, _stores) = (collection, split, stores);
        Facts = new TaskFacts
        {
            Task = TaskFacts.TaskOf(collection.Layout.Task),
            Root = collection.Root,
            Dataset = collection.Layout.DatasetId,
            Classes = [.. collection.Classes.Select(c => c.Name)],
            ClassColors = [.. collection.Classes.Select(c => c.Color)],
            ClassValues = ValuesOf(collection.Classes),
            LeftOutOfMeans = [.. collection.Classes.Index().Where(c => c.Item.LeftOutOfMeans).Select(c => c.Index)],
            MasksConvention = collection.Layout.Convention,
            GroundSize = collection.GroundSize,
            SplitChecksum = split.Checksum,
            Split = division.Stated,
            Notes = [.. collection.Notes, .. division.Notes.OfType<string>()],
        };
    }

    /// <summary>The data set as it lies on disk.</summary>
    public DenseCollection Collection { get; }

    /// <summary>What is used for what.</summary>
    public DenseSplitManifest Split { get; }

    /// <inheritdoc/>
    public TaskFacts Facts { get; private set; }

    /// <inheritdoc/>
    public Preprocessing Preprocessing { get; private set; } = null!;

    /// <summary>What a pass over the training samples found; <see langword="null"/> where a model's own preprocessing was given and none was made.</summary>
    public DenseSurvey? Survey { get; private set; }

    /// <summary>The classes in the order of their indices.</summary>
    public IReadOnlyList<DenseClass> Classes => Collection.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<long> ClassCounts => Needed.ClassPixels;

    /// <inheritdoc/>
    /// <remarks>None: a raster that cannot be read is an error here.</remarks>
    public IReadOnlyList<CorruptImage> CorruptImages => [];

    private DenseSurvey Needed =>
        Survey ?? throw new InvalidOperationException("The training samples were not looked through: the data was opened to evaluate only.");

    /// <summary>Opens a data set.</summary>
    /// <param name="options">Which, in what form.</param>
    /// <param name="given">Preprocessing of a model that the samples are for; <see langword="null"/> makes one from the training samples.</param>
    /// <param name="needsSurvey">Whether to look through the training samples even if a preprocessing is given: to train on them.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">The folder is not a usable data set; the message says why.</exception>
    public static DenseData Open(
        DataOptions options, Preprocessing? given, bool needsSurvey, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        progress?.Report($"looking at {options.Directory}");
        var bands = given?.Bands ?? options.Bands;
        var collection = DenseCollection.Open(options.Directory, bands);
        var (listed, notes) = options.SplitFile is null ? Given(collection.Samples, options.SplitLists, collection.Root) : (collection.Samples, []);
        // Written down, so that the split is drawn again with these blocks and groups whatever is usual by then.
        var drawn = options.Split with
        {
            BlockSide = DenseSplit.BlockSide(listed, options.Split),
            Grouping = options.Split.Grouping ?? SplitOptions.UsualGrouping,
        };
        var manifest = options.SplitFile is { } file
            ? DenseSplitManifest.Load(file, collection.Root, collection.Classes)
            : DenseSplitManifest.Of(collection, EvenSplit.Draw(collection.Layout, listed, options.Split, cancellation), drawn);
        // A run that goes on keeps its division, and says how that was drawn.
        var stated = manifest.Options ?? drawn;
        var samples = manifest.Apply(collection);
        var memory = options.CacheBytes is { } bytes ? new MemoryBudget(bytes) : MemoryBudget.QuarterOfMemory();
        var stores = Enum.GetValues<SplitPart>()
            .ToDictionary(part => part, part => new DenseStore(collection, [.. samples.Where(s => s.Part == part)], bands, memory));
        var data = new DenseData(collection, manifest, (stated, [.. notes, given?.DoubtAbout(collection.DataType)]), stores);
        try
        {
            progress?.Report("looking through the masks");
            var masks = MaskCensus.Of(collection.Layout, samples, cancellation);
            data.Say(masks.Note);
            data.Prepare(options, (given, needsSurvey), masks, progress, cancellation);
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>The samples of one part.</summary>
    public DenseStore Store(SplitPart part) => _stores[part];

    /// <inheritdoc/>
    public int Count(SplitPart part) => Store(part).Samples.Count;

    /// <inheritdoc/>
    public int Samples(SplitPart part) => Tiles(part, batchSize: 1).SampleCount;

    /// <inheritdoc/>
    public void Require(TrainingSettings settings)
    {
        if (settings.Augmentations is not { } ids || ids is ["all"])
        {
            return;
        }

        if (ids.Contains(Erasing.Id))
        {
            throw new ArgumentException(
                $"The augmentation '{Erasing.Id}' is for scene classification: an erased pixel has no label. Leave it out of --augment.");
        }

        if (Store(SplitPart.Train).Dates != 2 && Augmentations.PairsNamed(ids) is [var pair, ..])
        {
            throw new ArgumentException($"The augmentation '{pair.Id}' is for change detection: this data has one date. Leave it out of --augment.");
        }
    }

    /// <inheritdoc/>
    public IBatchSource TrainingBatches(TrainingSettings settings, int seed)
    {
        Require(settings);
        var ids = settings.Augmentations ?? Augmentations.Usual(Store(SplitPart.Train).Dates, Classes.Count);
        var (named, pairs) = (Augmentations.Named(ids), Augmentations.PairsNamed(ids));
        var crops = new DenseLoaderOptions
        {
            BatchSize = settings.BatchSize,
            CropsPerEpoch = settings.CropsPerEpoch,
            BalancedShare = settings.BalancedCrops,
            Geometry = [.. Augmentations.FlipsAndTurns.Where(named.Contains)],
            Color = named.OfType<ColorJitter>().FirstOrDefault(),
            LargestScale = named.OfType<RandomResizedCrop>().Any() ? LargestScale : 1,
            DateExchange = pairs.Contains(PairAugmentation.DateExchange) ? PairAugmentation.ExchangeChance : 0,
            LargestShift = pairs.Contains(PairAugmentation.DateShift) ? PairAugmentation.LargestShift : 0,
            Seed = seed,
            Threads = BatchThreads.Of(settings.Workers),
        };
        return new DenseCropLoader(Store(SplitPart.Train), Needed, Preprocessing, crops);
    }

    /// <inheritdoc/>
    public IBatchSource Batches(SplitPart part, int batchSize, int? seed = null) => Tiles(part, batchSize, seed);

    /// <summary>Tiles that cover a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="batchSize">Tiles of a batch.</param>
    /// <param name="seed">Seed of the order; <see langword="null"/> for the order of the samples.</param>
    public DenseTileLoader Tiles(SplitPart part, int batchSize, int? seed = null) => new(Store(part), Preprocessing, batchSize, seed);

    /// <summary>Tiles of a part that may overlap, each with the labels of all its pixels, in the order of the samples.</summary>
    /// <param name="part">The part.</param>
    /// <param name="batchSize">Tiles of a batch.</param>
    /// <param name="plan">The tiles of a sample, from its window.</param>
    internal DenseTileLoader Tiles(SplitPart part, int batchSize, Func<GdalWindow, TilePlan> plan) => new(Store(part), Preprocessing, batchSize, plan);

    /// <inheritdoc/>
    public void SaveSplit(string path) => Split.Save(path);

    /// <inheritdoc/>
    /// <remarks>What was looked through to train on is not read again; what fits into memory is kept for the epochs.</remarks>
    /// <exception cref="InvalidDataException">Images cannot be read; the message names all of them.</exception>
    public void Preload(IProgress<string>? progress, CancellationToken cancellation)
    {
        var damaged = new List<string>();
        foreach (var (part, store) in _stores.Where(s => Survey is null || s.Key != SplitPart.Train))
        {
            damaged.AddRange(DamagedImages.In(
                store, new Counting(progress, $"reading the {part.Id()} images", DamagedImages.Rasters(store)), cancellation));
        }

        if (damaged.Count > 0)
        {
            // Blocks of one raster may be in several parts.
            var all = damaged.Distinct().ToArray();
            throw new InvalidDataException(all.Length == 1
                ? $"An image cannot be used. {all[0]} Remove or replace it."
                : $"{all.Length} images cannot be used. {string.Join(' ', all)} Remove or replace them.");
        }
    }

    /// <inheritdoc/>
    public string Describe()
    {
        var task = Collection.Layout.Task == DenseTask.ChangeDetection ? "change detection" : "semantic segmentation";
        return Invariant($"{Collection.Layout.DatasetId}, {task}: {Classes.Count} classes ")
            + Invariant($"({string.Join(", ", Classes.Select(c => c.Name))}); {Count(SplitPart.Train)} samples to train, ")
            + Invariant($"{Count(SplitPart.Validation)} to validate, {Count(SplitPart.Test)} to test; ")
            + Invariant($"bands {string.Join(", ", Preprocessing.Bands)}; crops of {Preprocessing.Width} × {Preprocessing.Height}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }
    }

    /// <summary>Samples with the parts that lists or their authors give them, before others are drawn, and what to know about that.</summary>
    internal static (IReadOnlyList<DenseSample> Samples, IReadOnlyList<string> Notes) Given(IReadOnlyList<DenseSample> samples, string? lists, string root)
    {
        (samples, var unknown) = lists switch
        {
            null => (samples, null),
            DataOptions.NoLists =>
                ([.. samples.Select(s => s with { Part = null, Omission = s.Omission == DenseOmission.Unlisted ? null : s.Omission })], null),
            _ => DenseSplitLists.Apply(lists, samples, root),
        };
        (samples, var completed) = DenseSplit.Complete(samples);
        return (samples, [.. new[] { unknown }.OfType<string>(), .. completed]);
    }

    /// <summary>The samples of a data set with the parts that <see cref="Open"/> gives them, without looking at their pixels.</summary>
    internal static (IReadOnlyList<DenseSample> Samples, IReadOnlyList<string> Notes) Divide(
        DenseCollection collection, DataOptions options, CancellationToken cancellation)
    {
        if (options.SplitFile is { } file)
        {
            return (DenseSplitManifest.Load(file, collection.Root, collection.Classes).Apply(collection), []);
        }

        var (given, notes) = Given(collection.Samples, options.SplitLists, collection.Root);
        return (EvenSplit.Draw(collection.Layout, given, options.Split, cancellation), notes);
    }

    // A class that masks call 255 cannot keep its number: it marks pixels without data in maps.
    private static IReadOnlyList<int> ValuesOf(IReadOnlyList<DenseClass> classes) =>
        classes.All(c => c.Value is >= 0 and < MapLegend.NoData) ? [.. classes.Select(c => c.Value!.Value)] : [];

    private void Prepare(
        DataOptions options, (Preprocessing? Given, bool NeedsSurvey) form, MaskCensus masks, IProgress<string>? progress, CancellationToken cancellation)
    {
        var (given, needsSurvey) = form;
        var train = Store(SplitPart.Train);
        if (given is null || needsSurvey)
        {
            if (train.Samples.Count == 0)
            {
                throw new InvalidDataException(
                    $"No sample below '{options.Directory}' is kept for training."
                    + (Collection.Layout.EmptyParts is [var part, ..] ? $" A folder stands for a part, but gives no sample: {part}." : string.Empty));
            }

            progress?.Report("looking through the training samples");
            Survey = DenseSurvey.Of(train, new Counting(progress, "looking through the training samples", train.Samples.Count), cancellation);
            Say(Survey.Empty is [var first, ..]
                ? Invariant($"{Survey.Empty.Count} of {train.Samples.Count} samples to train have no pixel of imagery (no number, ")
                    + Invariant($"or the value of missing pixels), such as '{first.Dates[0]}': nothing is learnt from them")
                : null);
            foreach (var note in UnmarkedFills.Notes(train.Bands, Survey.Bands))
            {
                Say(note);
            }

            Say(ScarceClasses.Unseen(Facts.Classes, Survey.ClassPixels));
            CheckParts(masks);
        }

        var side = options.Size ?? SideFor(train.Samples);
        Preprocessing = given ?? Normalized(options.Normalization, train.Bands).ToPreprocessing(train.Bands, side, side, Collection.NoData);
        if (options.MatchImages && Preprocessing.Matched is null)
        {
            var own = Needed.Statistics;
            Preprocessing = Preprocessing with { Matched = ImageMoments.Of(own).Times(Preprocessing.Scale / own.Scale) };
        }
    }

    // Larger than most samples are, an input would mostly be mirror images.
    private static int SideFor(IReadOnlyList<DenseSample> samples)
    {
        var sides = samples.Select(s => Math.Min(s.Window!.Value.Width, s.Window.Value.Height)).Order().ToArray();
        var side = UsualSide;
        while (side > SmallestUsualSide && side > sides[sides.Length / 2])
        {
            side /= 2;
        }

        return side;
    }

    private void CheckParts(MaskCensus masks)
    {
        if (Count(SplitPart.Validation) > 0)
        {
            Say(ScarceClasses.Note(Facts.Classes, Survey!.ClassPixels, masks.ClassPixels(SplitPart.Validation), Facts.Split.Draws));
        }

        if (Count(SplitPart.Test) > 0)
        {
            Say(ScarceClasses.Untested(Facts.Classes, Survey!.ClassPixels, masks.ClassPixels(SplitPart.Test), Facts.Split.Draws));
        }
    }

    private void Say(string? note) => Facts = Facts with { Notes = [.. Facts.Notes, .. new[] { note }.OfType<string>()] };

    private BandStatistics Normalized(Normalization? normalization, IReadOnlyList<string> bands)
    {
        var own = Survey!.Statistics;
        return normalization?.Fixed(bands, (own.Units, own.Scale)) ?? own;
    }
}
