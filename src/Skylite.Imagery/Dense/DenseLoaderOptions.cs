using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Loading;

namespace Skylite.Imagery.Dense;

/// <summary>How a <see cref="DenseCropLoader"/> draws and changes its crops.</summary>
public sealed record DenseLoaderOptions
{
    /// <summary>Crops of a batch.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Crops of an epoch; <see langword="null"/> takes as many as cover the training area once.</summary>
    public int? CropsPerEpoch { get; init; }

    /// <summary>
    /// Share of the crops that are laid around a pixel of a class drawn evenly among all
    /// classes, so that rare ones (change) are seen; the others fall anywhere.
    /// </summary>
    public float BalancedShare { get; init; } = 0.5f;

    /// <summary>Mirrors and turns, the same for all dates and labels.</summary>
    public IReadOnlyList<IAugmentation> Geometry { get; init; } = Augmentations.FlipsAndTurns;

    /// <summary>Changes of colour, drawn anew for each date; <see langword="null"/> for none.</summary>
    public IAugmentation? Color { get; init; } = new ColorJitter();

    /// <summary>Largest factor by which crops are enlarged or shrunk; 1 for none.</summary>
    public float LargestScale { get; init; } = 1.25f;

    /// <summary>Probability that the two dates change places.</summary>
    public float DateExchange { get; init; } = 0.5f;

    /// <summary>Pixels by which the second date is moved at most, as imperfect registration moves it.</summary>
    public int LargestShift { get; init; } = 1;

    /// <summary>Seed of crops and augmentation.</summary>
    public int Seed { get; init; }

    /// <summary>The threads that make batches.</summary>
    public BatchThreads Threads { get; init; } = new();
}
