using Skylite.Compression.Distillation;
using Skylite.Graphs.Onnx;
using Skylite.Training;
using Skylite.Training.Losses;

namespace Skylite.Workbench.Jobs;

/// <summary>Learning from a teacher's softened outputs (Hinton et al., 2015).</summary>
/// <param name="Teacher">The teacher's ONNX file.</param>
public sealed record DistillationSettings(string Teacher)
{
    /// <summary>Temperature that softens both outputs, above 0.</summary>
    public double Temperature { get; init; } = 4;

    /// <summary>Share of the teacher in the loss, 0 to 1; the labels have the rest.</summary>
    public double Alpha { get; init; } = 0.7;

    /// <summary>The loss with this teacher; dispose it to free the teacher.</summary>
    /// <param name="labels">The loss on the labels.</param>
    /// <param name="student">How the student is computed; the teacher is computed alike.</param>
    public SoftTargetLoss Over(ILoss labels, InterpreterOptions student) => new(
        OnnxReader.Read(Teacher),
        new SoftTargetOptions
        {
            Temperature = Temperature,
            Alpha = Alpha,
            Labels = labels,
            Teacher = new InterpreterOptions { BFloat16Evaluation = student.BFloat16, ChannelsLast = student.ChannelsLast },
        });
}
