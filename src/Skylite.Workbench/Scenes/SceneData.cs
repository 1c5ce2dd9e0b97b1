using Skylite.Graphs;
using Skylite.Imagery;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;

namespace Skylite.Workbench.Scenes;

/// <summary>A labelled data set, divided, decoded at the size of the network's input, ready to be batched. Its parts share one memory budget.</summary>
public sealed class SceneData : IDisposable
{
    private readonly Dictionary<SplitPart, ImageStore> _stores = [];

    private SceneData(SceneCollection scenes, SplitManifest split, IReadOnlyList<string> notes) => (Scenes, Split, Notes) = (scenes, split, [.. scenes.Notes, .. notes]);

    /// <summary>The images as they lie on disk.</summary>
    public SceneCollection Scenes { get; }

    /// <summary>Which image is used for what.</summary>
    public SplitManifest Split { get; }

    /// <summary>How raw pixels become the network's input.</summary>
    public Preprocessing Preprocessing { get; private set; } = null!;

    /// <summary>Names of the classes in the order of the labels.</summary>
    public IReadOnlyList<string> Classes => Scenes.Classes;

    /// <summary>Images that were skipped because they could not be read.</summary>
    public IReadOnlyList<CorruptImage> CorruptImages => [.. _stores.Values.SelectMany(store => store.CorruptImages)];

    /// <summary>What a user should know about the images, one sentence each; usually empty.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The images in one sentence.</summary>
    public string Describe()
    {
        int Count(SplitPart part) => Store(part).Samples.Count;
        return FormattableString.Invariant(
            $"{Scenes.Dataset.Facts.Name}: {Classes.Count} classes, {Count(SplitPart.Train)} images to train, {Count(SplitPart.Validation)} to validate, {Count(SplitPart.Test)} to test; bands {string.Join(", ", Preprocessing.Bands)} at {Preprocessing.Height} × {Preprocessing.Width}");
    }

    /// <summary>Opens a data set.</summary>
    /// <param name="options">Which images, at what size, divided how.</param>
    /// <param name="given">Preprocessing of a model that the images are for; <see langword="null"/> makes one from the training images.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">The folder is not a usable data set; the message says why.</exception>
    public static SceneData Open(SceneDataOptions options, Preprocessing? given = null, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        progress?.Report($"looking at {options.Directory}");
        var scenes = SceneCollection.Open(options.Directory);
        var (split, notes) = OpenSplit(options, scenes, progress, cancellation);
        var data = new SceneData(scenes, split, notes);
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

    /// <summary>Batches of one part.</summary>
    public BatchLoader Batches(SplitPart part, BatchLoaderOptions options) => new(Store(part), Preprocessing, options);

    /// <summary>The first images of a part as one normalised tensor, images × bands × rows × columns.</summary>
    /// <param name="part">The part; it holds at least one image.</param>
    /// <param name="count">How many images at most.</param>
    /// <param name="cancellation">Stops the decoding.</param>
    public Tensor FirstImages(SplitPart part, int count, CancellationToken cancellation = default)
    {
        using var batch = Batches(part, BatchLoaderOptions.ForEvaluation(count)).Epoch(0, cancellation).First();
        return Tensor.Create<float>(batch.Pixels.Span, batch.Count, batch.Channels, batch.Height, batch.Width);
    }

    /// <summary>Whether a part has any images: validation may have none.</summary>
    public bool Has(SplitPart part) => Store(part).Samples.Count > 0;

    /// <summary>Batches to choose the best epoch by; <see langword="null"/> where no images are kept for validation.</summary>
    public BatchLoader? ValidationBatches(int batchSize) =>
        Has(SplitPart.Validation) ? Batches(SplitPart.Validation, BatchLoaderOptions.ForEvaluation(batchSize)) : null;

    /// <summary>Decodes all images once and keeps those that fit into memory, so that one that cannot be read is found before any work is done. Sound images are remembered.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">An image cannot be read, and such images are not to be skipped.</exception>
    public void Preload(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        foreach (var part in Enum.GetValues<SplitPart>())
        {
            var store = Store(part);
            store.Preload(Environment.ProcessorCount, new Counting(progress, part, store.Samples.Count), cancellation);
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

    private static (SplitManifest Split, IReadOnlyList<string> Notes) OpenSplit(
        SceneDataOptions options, SceneCollection scenes, IProgress<string>? progress, CancellationToken cancellation)
    {
        if (options.SplitFile is { } file)
        {
            progress?.Report($"checking {file}");
            var split = SplitManifest.Load(file);
            split.Verify(scenes.Root, cancellation);
            return (split, []);
        }

        progress?.Report($"dividing {scenes.Samples.Count} images");
        var given = Given(options, scenes)?.Complete(scenes, options.Split);
        return (SplitManifest.Create(scenes, options.Split, given, cancellation: cancellation), given?.Notes ?? []);
    }

    private static GivenSplit? Given(SceneDataOptions options, SceneCollection scenes)
    {
        if (options.SplitLists is { } lists && lists != SceneDataOptions.NoLists)
        {
            return SplitLists.Read(lists, scenes);
        }

        var found = options.SplitLists is null ? new[] { options.Directory, scenes.Root }.FirstOrDefault(SplitLists.AreIn) : null;
        return found is not null ? SplitLists.Read(found, scenes)
            : GivenSplit.OfFolders(scenes) is { } folders ? folders
            : options.Split.Source != "lists" || options.SplitLists is not null ? null
            : throw new InvalidDataException("The model was trained on a split given by lists, which are not with the data: name their folder with --split-lists, or draw another split with --split-lists none.");
    }

    private void MakeStores(SceneDataOptions options, Preprocessing? given)
    {
        var store = new ImageStoreOptions
        {
            Height = given?.Height ?? options.Size ?? Math.Min(224, Scenes.Height),
            Width = given?.Width ?? options.Size ?? Math.Min(224, Scenes.Width),
            Bands = given?.Bands ?? options.Bands,
            Memory = options.CacheBytes is { } bytes ? new MemoryBudget(bytes) : MemoryBudget.QuarterOfMemory(),
            CorruptImages = options.CorruptImages,
            Verified = VerifiedImages.Of(Scenes.Root),
        };
        foreach (var part in Enum.GetValues<SplitPart>())
        {
            _stores[part] = new ImageStore(Scenes, Split.Samples(part, Scenes.Root), store);
        }
    }

    // Many images: a line for each would take longer than the image.
    private sealed class Counting(IProgress<string>? progress, SplitPart part, int images) : IProgress<int>
    {
        private const int Step = 50;

        public void Report(int value)
        {
            if (value % Step == 0 || value == images)
            {
                progress?.Report(FormattableString.Invariant($"reading the {part.ToString().ToLowerInvariant()} images: {value} of {images}"));
            }
        }
    }
}
