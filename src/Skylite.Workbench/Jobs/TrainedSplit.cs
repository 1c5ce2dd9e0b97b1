using Skylite.Imagery.Splits;
using Skylite.Workbench.Models;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>Whether samples are divided as they were when a model was trained.</summary>
internal static class TrainedSplit
{
    /// <summary>Whether the model says that it was trained with this very split; <see langword="null"/> where it says nothing.</summary>
    public static bool? Is(ModelFacts model, ITaskData data) => model.Provenance.SplitChecksum is { } trained ? trained == data.Facts.SplitChecksum : null;

    /// <summary>What to say of a model that is trained further on samples that it may have been tested on; <see langword="null"/> for nothing.</summary>
    public static string? DoubtOfTraining(ModelFacts model, ITaskData data) => Is(model, data) == false
        ? "the model was trained with another split or on other images. "
            + "If the folder is the same, some of what tests now was trained on: give --split with the split.json of the run that made the model."
        : null;

    /// <summary>What to say of samples that may hold what the model was trained on; <see langword="null"/> for nothing.</summary>
    /// <param name="model">What the model says.</param>
    /// <param name="data">The samples.</param>
    /// <param name="part">The part; <see langword="null"/> for all of them.</param>
    public static string? Doubt(ModelFacts model, ITaskData data, SplitPart? part) => (Is(model, data), part) switch
    {
        (false, not SplitPart.Train) => "the model was trained with another split or on other images, "
            + $"so some of these {(part is { } one ? one.Id() + " " : string.Empty)}images may have been trained on, unless the folder is new to it.",
        (true, null) => "most of these images trained the model: it will do worse on others.",
        _ => null,
    };
}
