using Skylite.Training.Metrics;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Results;

/// <summary>A figure of quality that matters for a task.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="ShortName">The same where there is little room.</param>
/// <param name="Of">The figure; <see langword="null"/> where it says nothing, and where a result of an earlier version does not hold it.</param>
public sealed record QualityFigure(string Name, string ShortName, Func<ClassificationFigures, double?> Of)
{
    /// <summary>Whether it is a share, to be shown in percent.</summary>
    public bool IsShare { get; private init; } = true;

    private static QualityFigure Accuracy { get; } = new("overall accuracy", "OA", f => f.OverallAccuracy);

    private static QualityFigure Kappa { get; } = new("kappa", "kappa", f => f.Kappa) { IsShare = false };

    private static QualityFigure MeanF1 { get; } = new("mean F1", "mean F1", f => f.MeanF1);

    private static QualityFigure MeanIou { get; } = new("mean IoU", "mean IoU", f => f.MeanIntersectionOverUnion);

    private static IReadOnlyList<QualityFigure> OfChange { get; } =
    [
        new("F1 of change", "F1", f => f.OfClass(1).F1),
        new("precision of change", "precision", f => f.OfClass(1).Precision),
        new("recall of change", "recall", f => f.OfClass(1).Recall),
        new("IoU of change", "IoU", f => f.OfClass(1).IntersectionOverUnion),
    ];

    /// <summary>The figures for a task; the first is the one by which models are chosen.</summary>
    /// <param name="task">The task.</param>
    /// <param name="classes">Number of its classes.</param>
    public static IReadOnlyList<QualityFigure> For(ModelTask task, int classes)
    {
        var selection = TaskFacts.SelectionOf(task, classes);
        return selection == SelectionFigure.OverallAccuracy ? [Accuracy, Kappa, MeanF1]
            : selection == SelectionFigure.ChangeF1 ? [.. OfChange, MeanIou, Accuracy, Kappa]
            : [MeanIou, MeanF1, Accuracy, Kappa];
    }
}
