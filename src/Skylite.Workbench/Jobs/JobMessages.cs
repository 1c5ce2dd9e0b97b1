using System.Globalization;
using Skylite.Imagery.Loading;
using Skylite.Training;
using Skylite.Training.Metrics;

namespace Skylite.Workbench.Jobs;

/// <summary>Turns what the rooms report into lines for people.</summary>
public static class JobMessages
{
    // Below this share of the time, loading is worth a word.
    private const double EnoughData = 0.95;

    /// <summary>Says a line that stays.</summary>
    public static void Say(this IProgress<JobMessage>? progress, string text) => progress?.Report(new JobMessage(text, IsLasting: true));

    /// <summary>Says a line that the next one may replace.</summary>
    public static void Show(this IProgress<JobMessage>? progress, string text) => progress?.Report(new JobMessage(text));

    /// <summary>Names the images that were left out because they cannot be read.</summary>
    public static void SayLeftOut(this IProgress<JobMessage>? progress, IReadOnlyList<CorruptImage> images)
    {
        foreach (var image in images)
        {
            progress.Say($"left out: '{image.Path}' ({image.Reason})");
        }
    }

    /// <summary>Passes texts on as lines that the next one may replace.</summary>
    public static IProgress<string> Lines(this IProgress<JobMessage>? progress) => new Relay<string>(progress.Show);

    /// <summary>Passes a training's progress on: one line that moves with the batches, one that stays for every epoch.</summary>
    /// <param name="progress">Who listens.</param>
    /// <param name="activity">What is being trained.</param>
    /// <param name="selection">The figure by which the best epoch is chosen.</param>
    public static IProgress<TrainingProgress> Training(this IProgress<JobMessage>? progress, string activity, SelectionFigure selection) =>
        new Relay<TrainingProgress>(p => progress?.Report(p.Finished is { } epoch ? Finished(activity, p, (epoch, selection)) : Running(activity, p)));

    private static JobMessage Running(string activity, TrainingProgress p) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{activity}: epoch {p.Epoch}/{p.Epochs}, batch {p.Batch}/{p.Batches}, "
        + $"loss {p.Loss:0.000}, {p.ImagesPerSecond:0} images/s, {p.Remaining:h\\:mm\\:ss} left"));

    private static JobMessage Finished(string activity, TrainingProgress p, (EpochRecord Epoch, SelectionFigure Selection) finished)
    {
        var (epoch, selection) = finished;
        var validation = epoch.Validation is null
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $", validation {selection.Name} {100 * selection.Of(epoch.Validation.Confusion):0.0} %");
        var waiting = epoch.DataReady < EnoughData
            ? string.Create(CultureInfo.InvariantCulture, $", waiting for data {100 * (1 - epoch.DataReady):0} % of the time")
            : string.Empty;
        return new JobMessage(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{activity}: epoch {p.Epoch}/{p.Epochs}, loss {epoch.TrainingLoss:0.000}{validation}, "
                + $"{epoch.ImagesPerSecond:0} images/s{waiting}, {p.Remaining:h\\:mm\\:ss} left"),
            IsLasting: true);
    }
}
