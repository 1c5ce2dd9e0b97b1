using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Training.Metrics;
using Skylite.Zoo;

namespace Skylite.Workbench.Tasks;

/// <summary>What some labelled data is, and how it is divided.</summary>
public sealed record TaskFacts
{
    /// <summary>What the data teaches.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>The folder that the names of its files start from.</summary>
    public required string Root { get; init; }

    /// <summary>Name of the data set, or of its layout.</summary>
    public required string Dataset { get; init; }

    /// <summary>Names of the classes in the order of the labels.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The colours of the classes in maps as <c>#rrggbb</c>; empty where they have none.</summary>
    public IReadOnlyList<string> ClassColors { get; init; } = [];

    /// <summary>The number of each class in masks and maps, 0 to 254; empty where they count from 0.</summary>
    public IReadOnlyList<int> ClassValues { get; init; } = [];

    /// <summary>Places of the classes over which no mean is taken, as the ISPRS benchmarks do with clutter.</summary>
    public IReadOnlyList<int> LeftOutOfMeans { get; init; } = [];

    /// <summary>On what masks the test part is measured, in a sentence; <see langword="null"/> where there is one kind only.</summary>
    public string? MasksConvention { get; init; }

    private string? MeansConvention => LeftOutOfMeans.Count == 0
        ? null
        : Invariant($"means are over {Classes.Count - LeftOutOfMeans.Count} of {Classes.Count} classes, ")
            + $"without {Named(LeftOutOfMeans)}; overall accuracy and kappa are over all";

    /// <summary>Side of the imagery's pixels on the ground in metres; <see langword="null"/> where it does not say where it lies.</summary>
    public double? GroundSize { get; init; }

    /// <summary>Checksum of the split.</summary>
    public required string SplitChecksum { get; init; }

    /// <summary>How the split was drawn, so that it can be drawn again.</summary>
    public required SplitOptions Split { get; init; }

    /// <summary>What a user should know about the data, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The figure by which models are chosen: overall accuracy of scenes, F1 of change, mean IoU of pixels.</summary>
    public SelectionFigure Selection => SelectionOf(Task, Classes.Count);

    /// <summary>
    /// How figures are taken where that is not the only way: on what masks of the test part, over which classes; <see langword="null"/> where it is.
    /// </summary>
    /// <param name="counted">What was counted: classes may be missing there.</param>
    public string? ConventionOf(ConfusionMatrix counted)
    {
        int[] absent = [.. Enumerable.Range(0, Classes.Count).Except(LeftOutOfMeans).Where(c => counted.ActualCount(c) == 0)];
        var answered = absent.ToLookup(c => counted.PredictedCount(c) > 0);
        string?[] said =
        [
            MasksConvention,
            MeansConvention,
            answered[true].Any() ? $"means count {Named(answered[true])} as 0: there are none, and some are answered" : null,
            answered[false].Any() ? $"means are taken without {Named(answered[false])}: there are none, and none is answered" : null,
        ];
        return string.Join("; ", said.OfType<string>()) is { Length: > 0 } convention ? convention : null;
    }

    private string Named(IEnumerable<int> classes) => string.Join(" and ", classes.Select(c => Classes[c]));

    /// <summary>What labels of pixels teach.</summary>
    /// <param name="labels">What they are for.</param>
    public static ModelTask TaskOf(DenseTask labels) => labels == DenseTask.ChangeDetection ? ModelTask.ChangeDetection : ModelTask.SemanticSegmentation;

    /// <summary>The figure by which models of a task are chosen.</summary>
    /// <param name="task">The task.</param>
    /// <param name="classes">Number of its classes.</param>
    public static SelectionFigure SelectionOf(ModelTask task, int classes) => (task, classes) switch
    {
        (ModelTask.SceneClassification, _) => SelectionFigure.OverallAccuracy,
        (ModelTask.ChangeDetection, 2) => SelectionFigure.ChangeF1,
        _ => SelectionFigure.MeanIntersectionOverUnion,
    };
}
