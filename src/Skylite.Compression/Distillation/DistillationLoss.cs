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
    private Plan? _plan;

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
    public IReadOnlyList<string> Reads(Graph graph)
    {
        ValuePair[][] pairs = [.. _options.Kinds.Select(k => k.Pairs(_teacher.Graph, graph).ToArray())];
        _plan = new Plan(pairs, _teacher.Plan([.. pairs.SelectMany(p => p).Select(p => p.Teacher)]));
        return [.. pairs.SelectMany(p => p).Select(p => p.Student), .. _options.Labels.Reads(graph)];
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">Teacher and student do not fit each other.</exception>
    public TorchTensor Compute(LossInputs inputs)
    {
        var plan = _plan ?? throw new InvalidOperationException("The loss has not been asked what it reads yet.");
        var teacher = _teacher.Run(plan.Teacher, [.. inputs.Inputs.Select(i => _options.Input?.Apply(i) ?? i)], RunMode.Evaluate);
        var settings = new DistillationFrame(_options.Temperature, Counted(inputs.Targets));
        TorchTensor? soft = null;
        var at = 0;
        foreach (var (kind, pairs) in _options.Kinds.Zip(plan.Pairs))
        {
            var loss = kind.Compute([.. Enumerable.Range(at, pairs.Length).Select(i => new TensorPair(teacher[i], inputs.Values[i]))], settings);
            soft = soft is null ? loss : Aten.Add(soft, loss);
            at += pairs.Length;
        }

        var hard = _options.Labels.Compute(inputs with { Values = [.. inputs.Values.Skip(at)] });
        return Aten.Add(Aten.Mul(hard, 1 - _options.Alpha), Aten.Mul(soft!, _options.Alpha));
    }

    /// <inheritdoc/>
    public void Save(IDictionary<string, Tensor> tensors) => (_options.Labels as ILossMemory)?.Save(tensors);

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors) => (_options.Labels as ILossMemory)?.Load(tensors);

    /// <summary>Frees the teacher.</summary>
    public void Dispose() => _teacher.Dispose();

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

    private sealed record Plan(ValuePair[][] Pairs, ExecutionPlan Teacher);
}
