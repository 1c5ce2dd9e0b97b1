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

    /// <summary>What to say of a part that may hold what the model was trained on; <see langword="null"/> for nothing.</summary>
    public static string? Doubt(ModelFacts model, ITaskData data, SplitPart part) => Is(model, data) == false && part != SplitPart.Train
        ? "the model was trained with another split or on other images, "
            + $"so some of these {part.Id()} images may have been trained on, unless the folder is new to it."
        : null;
}
