using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;

namespace Skylite.Compression.Distillation;

/// <summary>
/// Distillation by soft targets (Hinton, Vinyals and Dean, 2015, sec. 2): (1 − α) · loss on the labels + α · T² · KL divergence between the softened
/// distributions of teacher and student. The teacher runs in inference mode, without gradients, on the very input that the student sees.
/// </summary>
public sealed class SoftTargetLoss : ILoss, IDisposable
{
    private readonly Interpreter _teacher;
    private readonly ExecutionPlan _plan;
    private readonly SoftTargetOptions _options;

    /// <summary>Takes up a teacher.</summary>
    /// <param name="teacher">A classifier of the same classes and input.</param>
    /// <param name="options">Temperature, weight, and the loss on the labels.</param>
    public SoftTargetLoss(Graph teacher, SoftTargetOptions? options = null)
    {
        _options = options ?? new SoftTargetOptions();
        _options.Check();
        _teacher = new Interpreter(teacher, _options.Teacher);
        _plan = _teacher.Plan([Classifier.LogitsOf(teacher).Name]);
    }

    /// <inheritdoc/>
    public string Id => "soft-targets";

    /// <inheritdoc/>
    public IReadOnlyList<string> Reads(Graph graph) => [Classifier.LogitsOf(graph).Name, .. _options.Labels.Reads(graph)];

    /// <inheritdoc/>
    public TorchTensor Compute(LossInputs inputs)
    {
        var student = Classifier.Flat(inputs.Values[0]);
        var teacher = Classifier.Flat(_teacher.Run(_plan, [.. inputs.Inputs], RunMode.Evaluate)[0]);
        if (!teacher.Shape.AsSpan().SequenceEqual(student.Shape))
        {
            throw new InvalidDataException(
                $"The teacher tells {teacher.Shape[1]} classes apart, the student {student.Shape[1]}. Distillation by soft targets needs the same classes.");
        }

        var soft = Divergence(student, teacher, _options.Temperature);
        var hard = _options.Labels.Compute(inputs with { Values = [.. inputs.Values.Skip(1)] });
        return Aten.Add(Aten.Mul(hard, 1 - _options.Alpha), Aten.Mul(soft, _options.Alpha));
    }

    /// <summary>Frees the teacher.</summary>
    public void Dispose() => _teacher.Dispose();

    /// <summary>T² · KL(softmax(teacher / T) ‖ softmax(student / T)), the mean over samples.</summary>
    internal static TorchTensor Divergence(TorchTensor student, TorchTensor teacher, double temperature)
    {
        var log = Aten.LogSoftmax(Aten.Div(student, temperature), 1);
        var target = Aten.LogSoftmax(Aten.Div(teacher, temperature), 1);
        var sum = Aten.KlDiv(log, target, TorchReduction.Sum, logTarget: true);
        var samples = (double)student.Count / student.Shape[1];
        return Aten.Mul(sum, temperature * temperature / samples);
    }
}
