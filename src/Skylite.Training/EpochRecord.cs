using Skylite.Training.Metrics;

namespace Skylite.Training;

/// <summary>The figures of one epoch.</summary>
public sealed record EpochRecord
{
    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean training loss.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Training images per second.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Share of the training's time in which no step had to wait for its batch, the first of the epoch included.</summary>
    public double DataReady { get; init; } = 1;

    /// <summary>Seconds that the epoch took, validation included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The validation; <see langword="null"/> without validation data.</summary>
    public Evaluation? Validation { get; init; }

    /// <summary>The figures by name, as the logs have them.</summary>
    public IEnumerable<KeyValuePair<string, double>> Entries()
    {
        yield return new("epoch", Epoch);
        yield return new("training/loss", TrainingLoss);
        yield return new("training/learning-rate", LearningRate);
        yield return new("training/images-per-second", ImagesPerSecond);
        yield return new("training/data-ready", DataReady);
        yield return new("seconds", Seconds);
        if (Validation is { } validation)
        {
            yield return new("validation/loss", validation.Loss);
            yield return new("validation/overall-accuracy", validation.Confusion.OverallAccuracy);
            yield return new("validation/kappa", validation.Confusion.Kappa);
            yield return new("validation/mean-f1", validation.Confusion.MeanF1);
            yield return new("validation/mean-iou", validation.Confusion.MeanIntersectionOverUnion);
            if (validation.Confusion.Classes == 2)
            {
                yield return new($"validation/{SelectionFigure.ChangeF1.Id}", SelectionFigure.ChangeF1.Of(validation.Confusion));
            }
        }
    }
}
