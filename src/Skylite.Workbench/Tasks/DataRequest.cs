using Skylite.Imagery;
using Skylite.Zoo;

namespace Skylite.Workbench.Tasks;

/// <summary>Which labelled data is wanted, and for what model.</summary>
/// <param name="Model">Id or file of the model, for errors.</param>
/// <param name="Task">What the model is for.</param>
/// <param name="Images">What the user said about the images.</param>
public sealed record DataRequest(string Model, ModelTask Task, DataOptions Images)
{
    /// <summary>The model's own preprocessing; <see langword="null"/> makes one from the training samples.</summary>
    public Preprocessing? Given { get; init; }

    /// <summary>
    /// Whether training samples are looked through for their classes even if the preprocessing is known: everything but an evaluation needs it.
    /// </summary>
    public bool IsForTraining { get; init; } = true;
}
