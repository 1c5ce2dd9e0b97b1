using Skylite.Imagery;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Tasks;

/// <summary>
/// Labelled imagery for a task, divided, ready to be batched: of whole scenes, of pixels, or of
/// pixels of two dates. Everything that trains, compresses and measures sees data through it.
/// </summary>
public interface ITaskData : IDisposable
{
    /// <summary>What the data is, and how it is divided.</summary>
    TaskFacts Facts { get; }

    /// <summary>How raw pixels become the network's input.</summary>
    Preprocessing Preprocessing { get; }

    /// <summary>Training samples, or training pixels, of each class.</summary>
    IReadOnlyList<long> ClassCounts { get; }

    /// <summary>Files that were left out because they cannot be read.</summary>
    IReadOnlyList<CorruptImage> CorruptImages { get; }

    /// <summary>Number of images, or of rasters and blocks of rasters, in a part.</summary>
    int Count(SplitPart part);

    /// <summary>Number of samples that <see cref="Batches"/> give of a part: of images that can be read, or of tiles.</summary>
    int Samples(SplitPart part);

    /// <summary>Makes sure that the samples can be trained on so, before anything is written or computed.</summary>
    /// <param name="settings">How.</param>
    /// <exception cref="ArgumentException">An augmentation is for another kind of data.</exception>
    void Require(TrainingSettings settings);

    /// <summary>Augmented batches of the training part.</summary>
    /// <param name="settings">Batch size, augmentations, crops.</param>
    /// <param name="seed">Seed of order and augmentation.</param>
    IBatchSource TrainingBatches(TrainingSettings settings, int seed);

    /// <summary>Batches of a part without augmentation; each image, or each labelled pixel, occurs once.</summary>
    /// <param name="part">The part.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="seed">Seed of the order; <see langword="null"/> for the order of the files.</param>
    IBatchSource Batches(SplitPart part, int batchSize, int? seed = null);

    /// <summary>Writes down what is used for what.</summary>
    void SaveSplit(string path);

    /// <summary>Finds files that cannot be read before any work is done, where that is feasible.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    void Preload(IProgress<string>? progress, CancellationToken cancellation);

    /// <summary>The data in one sentence.</summary>
    string Describe();
}
