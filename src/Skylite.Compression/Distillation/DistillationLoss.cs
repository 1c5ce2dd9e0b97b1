using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;

namespace Skylite.Compression.Distillation;

/// <summary>
/// (1 − α) · loss on the labels + α · the sum of what a student is held against its teacher by. The teacher runs in inference mode, without gradients, on the
/// pixels that the student sees; only its weights are kept, whatever its size and architecture.
/// </summary>
public sealed class DistillationLoss : ILoss, ILossMemory, IDisposable
{
    private readonly Interpreter _teacher;
    private readonly DistillationOptions _options;

    /// <summary>Takes up a teacher.</summary>
    /// <param name="teacher">A network of the same classes and input.</param>
    /// <param name="options">What is compared, temperature, weight, and the loss on the labels.</param>
    public DistillationLoss(Graph teacher, DistillationOptions? options = null)
    {
        _options = options ?? new DistillationOptions();
        _options.Check();
        _teacher = new Interpreter(teacher, _options.Teacher);
    }

    /// <inheritdoc/>
    public string Id => string.Join('+', _options.Kinds.Select(k => k.Id));

    /// <inheritdoc/>
    public string Summary => "answers like those of a teacher";

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">Teacher and student do not fit each other.</exception>
    public BoundLoss Bind(Graph graph)
    {
        ValuePair[][] pairs = [.. _options.Kinds.Select(k => k.Pairs(_teacher.Graph, graph).ToArray())];
        var plan = _teacher.Plan([.. pairs.SelectMany(p => p).Select(p => p.Teacher)]);
        string[] ofStudent = [.. pairs.SelectMany(p => p).Select(p => p.Student)];
        var labels = _options.Labels.Bind(graph);
        return new BoundLoss([.. ofStudent, .. labels.Reads], inputs =>
        {
            var soft = Soft(inputs, pairs, plan);
            var hard = labels.Compute(inputs with { Values = [.. inputs.Values.Skip(ofStudent.Length)] });
            return Aten.Add(Aten.Mul(hard, 1 - _options.Alpha), Aten.Mul(soft, _options.Alpha));
        });
    }

    /// <inheritdoc/>
    public void Save(IDictionary<string, Tensor> tensors) => (_options.Labels as ILossMemory)?.Save(tensors);

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors) => (_options.Labels as ILossMemory)?.Load(tensors);

    /// <summary>Frees the teacher.</summary>
    public void Dispose() => _teacher.Dispose();

    private TorchTensor Soft(LossInputs inputs, ValuePair[][] pairs, ExecutionPlan plan)
    {
        var teacher = _teacher.Run(plan, [.. inputs.Inputs.Select(i => _options.Input?.Apply(i) ?? i)], RunMode.Evaluate);
        var settings = new DistillationFrame(_options.Temperature, Counted(inputs.Targets));
        TorchTensor? sum = null;
        var at = 0;
        foreach (var (kind, ofKind) in _options.Kinds.Zip(pairs))
        {
            var loss = kind.Compute([.. Enumerable.Range(at, ofKind.Length).Select(i => new TensorPair(teacher[i], inputs.Values[i]))], settings);
            sum = sum is null ? loss : Aten.Add(sum, loss);
            at += ofKind.Length;
        }

        return sum!;
    }

    // A mixed pixel counts where both of its labels are known.
    private static TorchTensor? Counted(LossTargets targets)
    {
        if (targets.Labels.Rank < 2)
        {
            return null;
        }

        var known = Aten.Ge(targets.Labels, 0);
        return targets.MixedLabels is { } mixed ? Aten.LogicalAnd(known, Aten.Ge(mixed, 0)) : known;
    }
}
