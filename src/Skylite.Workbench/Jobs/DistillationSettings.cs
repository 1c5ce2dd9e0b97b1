namespace Skylite.Workbench.Jobs;

/// <summary>Learning from a teacher's softened outputs (Hinton et al., 2015).</summary>
/// <param name="Teacher">The teacher's ONNX file.</param>
public sealed record DistillationSettings(string Teacher)
{
    /// <summary>Temperature that softens both outputs, above 0.</summary>
    public double Temperature { get; init; } = 4;

    /// <summary>Share of the teacher in the loss, 0 to 1; the labels have the rest.</summary>
    public double Alpha { get; init; } = 0.7;
}
