using Skylite.Imagery;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Scenes;

/// <summary>A labelled data set, divided, decoded at the size of the network's input, ready to be batched. Its parts share one memory budget.</summary>
public sealed class SceneData : ITaskData
{
    private readonly Dictionary<SplitPart, ImageStore> _stores = [];

    private SceneData(SceneCollection scenes, SplitManifest split, IEnumerable<string?> notes)
    {
        (Scenes, Split) = (scenes, split);
        Facts = new TaskFacts
        {
            Task = ModelTask.SceneClassification,
            Root = scenes.Root,
            Dataset = scenes.Dataset.Facts.Name,
            Classes = scenes.Classes,
            SplitChecksum = split.Checksum,
            Split = split.Options,
            Notes = [.. scenes.Notes, .. notes.OfType<string>()],
        };
    }

    /// <summary>The images as they lie on disk.</summary>
    public SceneCollection Scenes { get; }

    /// <summary>Which image is used for what.</summary>
    public SplitManifest Split { get; }

    /// <inheritdoc/>
    public Preprocessing Preprocessing { get; private set; } = null!;

    /// <summary>Names of the classes in the order of the labels.</summary>
    public IReadOnlyList<string> Classes => Scenes.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<CorruptImage> CorruptImages => [.. _stores.Values.SelectMany(store => store.CorruptImages)];

    /// <inheritdoc/>
    public TaskFacts Facts { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> ClassCounts
    {
        get
        {
            var counts = Store(SplitPart.Train).Samples.CountBy(sample => sample.Label).ToDictionary();
            return [.. Classes.Select((_, label) => (long)counts.GetValueOrDefault(label))];
        }
    }

    /// <inheritdoc/>
    public string Describe()
    {
        return Invariant($"{Scenes.Dataset.Facts.Name}: {Classes.Count} classes, {Count(SplitPart.Train)} images to train, ")
            + Invariant($"{Count(SplitPart.Validation)} to validate, {Count(SplitPart.Test)} to test; ")
            + Invariant($"bands {string.Join(", ", Preprocessing.Bands)} at {Preprocessing.Height} × {Preprocessing.Width}");
    }

    /// <summary>Opens a data set.</summary>
    /// <param name="options">Which images, at what size, divided how.</param>
    /// <param name="given">Preprocessing of a model that the images are for; <see langword="null"/> makes one from the training images.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">The folder is not a usable data set; the message says why.</exception>
    public static SceneData Open(
        DataOptions options, Preprocessing? given = null, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        progress?.Report($"looking at {options.Directory}");
        var scenes = SceneCollection.Open(options.Directory);
        var (split, notes) = Divide(options, scenes, progress, cancellation);
        var data = new SceneData(scenes, split, notes.Append(given?.DoubtAbout(scenes.DataType)));
        try
        {
            data.MakeStores(options, given);
            data.Preprocessing = given ?? (options.Normalization ?? Normalization.Dataset).Of(
                data.Store(SplitPart.Train), scenes.Units(), scenes.PublishedStatistics(options.Bands), scenes.NoData, cancellation);
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>The images of one part.</summary>
    public ImageStore Store(SplitPart part) => _stores[part];

    /// <inheritdoc/>
    public int Count(SplitPart part) => Store(part).Samples.Count;

    /// <inheritdoc/>
    public int Samples(SplitPart part) => Count(part) - Store(part).CorruptImages.Count;

    /// <inheritdoc/>
    public void Require(TrainingSettings settings)
    {
        if (settings.Augmentations is { } ids && ids is not ["all"] && Augmentations.PairsNamed(ids) is [var pair, ..])
        {
            throw new ArgumentException($"The augmentation '{pair.Id}' is for change detection: an image of a scene has one date. Leave it out of --augment.");
        }
    }

    /// <inheritdoc/>
    public IBatchSource TrainingBatches(TrainingSettings settings, int seed)
    {
        Require(settings);
        var loader = BatchLoaderOptions.ForTraining(settings.BatchSize, seed, Augmentations.Named(settings.Augmentations ?? Augmentations.Usual(dates: 1)));
        return Batches(SplitPart.Train, loader with { Threads = BatchThreads.Of(settings.Workers) });
    }

    /// <inheritdoc/>
    public IBatchSource Batches(SplitPart part, int batchSize, int? seed = null) =>
        Batches(part, BatchLoaderOptions.ForEvaluation(batchSize) with { Shuffle = seed is not null, Seed = seed ?? 0 });

    /// <inheritdoc/>
    public void SaveSplit(string path) => Split.Save(path);

    /// <summary>
    /// Decodes all images once and keeps those that fit into memory, so that one that
    /// cannot be read is found before any work is done. Sound images are remembered.
    /// </summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">An image cannot be read, and such images are not to be skipped.</exception>
    public void Preload(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        foreach (var part in Enum.GetValues<SplitPart>())
        {
            var store = Store(part);
            store.Preload(Environment.ProcessorCount, new Counting(progress, $"reading the {part.Id()} images", store.Samples.Count), cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }
    }

    /// <summary>Divides images as the options say, and says what to know about that.</summary>
    /// <exception cref="InvalidDataException">They cannot be divided so.</exception>
    internal static (SplitManifest Split, IReadOnlyList<string> Notes) Divide(
        DataOptions options, SceneCollection scenes, IProgress<string>? progress, CancellationToken cancellation)
    {
        if (options.SplitFile is { } file)
        {
            progress?.Report($"checking {file}");
            var split = SplitManifest.Load(file);
            if (!split.Classes.SequenceEqual(scenes.Classes))
            {
                throw new InvalidDataException(
                    $"The split '{file}' is of the classes {string.Join(", ", split.Classes)}; "
                    + $"'{scenes.Root}' has {string.Join(", ", scenes.Classes)}. Restore the folders, or draw the split again.");
            }

            Agree(options, split, file);
            split.Verify(scenes.Root, cancellation);
            return (split, []);
        }

        progress?.Report($"dividing {scenes.Samples.Count} images");
        var given = Given(options, scenes)?.Complete(scenes, options.Split);
        if (given is not null && options.IsTrainShareStated)
        {
            throw new InvalidDataException(
                $"A share for training was asked for, but the images of '{scenes.Root}' are divided by {given.Source} already. "
                + "Leave --train-share out, or say how many images of each class train with "
                + $"--train-per-class{(given.Source == "lists" ? ", or draw a split all the same with --split-lists none" : string.Empty)}.");
        }

        return (SplitManifest.Create(scenes, options.Split, given, new Counting(progress, "taking checksums of images", scenes.Samples.Count), cancellation),
            given?.Notes ?? []);
    }

    private BatchLoader Batches(SplitPart part, BatchLoaderOptions options) => new(Store(part), Preprocessing, options);

    // What is said beside a split is said of a run that goes on, by the command that began it.
    private static void Agree(DataOptions options, SplitManifest split, string file)
    {
        if ((options.IsTrainShareStated && options.Split.TrainShare != split.Options.TrainShare)
            || (options.Split.TrainPerClass is { } perClass && perClass != split.Options.TrainPerClass))
        {
            throw new InvalidDataException(
                $"The split '{file}' was drawn with another number of images to train on than is asked for now. "
                + "Give the number it was drawn with, or begin another run.");
        }
    }

    // None where one is to be drawn.
    private static GivenSplit? Given(DataOptions options, SceneCollection scenes)
    {
        if (options.SplitLists is { } lists && lists != DataOptions.NoLists)
        {
            return SplitLists.Read(lists, scenes);
        }

        var found = options.SplitLists is null ? new[] { options.Directory, scenes.Root }.FirstOrDefault(SplitLists.AreIn) : null;
        return found is not null ? SplitLists.Read(found, scenes)
            : GivenSplit.OfFolders(scenes) is { } folders ? folders
            : options.Split.Source != "lists" || options.SplitLists is not null ? null
            : throw new InvalidDataException(
                "The model was trained on a split given by lists, which are not with the data: "
                + "name their folder with --split-lists, or draw another split with --split-lists none.");
    }

    private void MakeStores(DataOptions options, Preprocessing? given)
    {
        var store = new ImageStoreOptions
        {
            Height = given?.Height ?? options.Size ?? Math.Min(224, Scenes.Height),
            Width = given?.Width ?? options.Size ?? Math.Min(224, Scenes.Width),
            Bands = given?.Bands ?? options.Bands,
            NoData = given?.NoData,
            Memory = options.CacheBytes is { } bytes ? new MemoryBudget(bytes) : MemoryBudget.QuarterOfMemory(),
            CorruptImages = options.CorruptImages,
            Verified = VerifiedImages.Of(Scenes.Root),
        };
        foreach (var part in Enum.GetValues<SplitPart>())
        {
            _stores[part] = new ImageStore(Scenes, Split.Samples(part, Scenes.Root), store);
        }
    }
}
