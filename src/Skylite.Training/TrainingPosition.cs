using Skylite.Training.Metrics;

namespace Skylite.Training;

/// <summary>How far a training has come, and what it found best.</summary>
internal sealed record TrainingPosition
{
    public int EpochsDone { get; init; }

    public int BestEpoch { get; init; }

    public double BestAccuracy { get; init; } = double.NaN;

    public double BestLoss { get; init; } = double.PositiveInfinity;

    public TrainingPosition After(EpochRecord record, SelectionFigure selection, out bool better)
    {
        var done = this with { EpochsDone = record.Epoch };
        if (record.Validation is not { } validation)
        {
            better = true;
            return done with { BestEpoch = record.Epoch };
        }

        var accuracy = selection.Of(validation.Confusion);
        better = BestEpoch == 0 || accuracy > BestAccuracy || (accuracy == BestAccuracy && validation.Loss < BestLoss);
        return better ? done with { BestEpoch = record.Epoch, BestAccuracy = accuracy, BestLoss = validation.Loss } : done;
    }
}
