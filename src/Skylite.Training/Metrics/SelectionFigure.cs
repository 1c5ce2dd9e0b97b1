namespace Skylite.Training.Metrics;

/// <summary>The figure of a validation by which the best epoch is chosen.</summary>
/// <param name="Id">Public name, in kebab-case.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Of">The figure, larger for better.</param>
public sealed record SelectionFigure(string Id, string Name, Func<ConfusionMatrix, double> Of)
{
    /// <summary>Share of right predictions.</summary>
    public static SelectionFigure OverallAccuracy { get; } = new("overall-accuracy", "overall accuracy", c => c.OverallAccuracy);

    /// <summary>Mean intersection over union of all classes.</summary>
    public static SelectionFigure MeanIntersectionOverUnion { get; } = new("mean-iou", "mean IoU", c => c.MeanIntersectionOverUnion);

    /// <summary>F1 of the last class: of change, where classes are unchanged and changed.</summary>
    public static SelectionFigure ChangeF1 { get; } = new("change-f1", "F1 of change", c => c.F1(c.Classes - 1));

    /// <summary>All figures.</summary>
    public static IReadOnlyList<SelectionFigure> All { get; } = [OverallAccuracy, MeanIntersectionOverUnion, ChangeF1];
}
