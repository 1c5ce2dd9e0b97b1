using Skylite.Imagery.Augmentation;

namespace Skylite.Imagery.Loading;

/// <summary>How a <see cref="BatchLoader"/> walks through its images.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Samples of a batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether each epoch has its own random order.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Whether a last batch that is not full is left out (batch normalisation dislikes tiny batches).</summary>
    public bool DropLast { get; init; }

    /// <summary>Augmentations, applied in this order.</summary>
    public IReadOnlyList<IAugmentation> Augmentations { get; init; } = [];

    /// <summary>Seed of order and augmentation.</summary>
    public int Seed { get; init; }

    /// <summary>The threads that make batches.</summary>
    public BatchThreads Threads { get; init; } = new();

    /// <summary>Options for training: own order each epoch, full batches only, augmented.</summary>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="seed">Seed of order and augmentation.</param>
    /// <param name="augmentations">Augmentations; null takes flips and quarter turns.</param>
    /// <returns>The options.</returns>
    public static BatchLoaderOptions ForTraining(int batchSize, int seed, IReadOnlyList<IAugmentation>? augmentations = null) => new()
    {
        BatchSize = batchSize,
        Seed = seed,
        Shuffle = true,
        DropLast = true,
        Augmentations = augmentations ?? Augmentation.Augmentations.FlipsAndTurns,
    };

    /// <summary>Options for evaluation: all images in the order of the store, unchanged.</summary>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <returns>The options.</returns>
    public static BatchLoaderOptions ForEvaluation(int batchSize) => new() { BatchSize = batchSize };
}
