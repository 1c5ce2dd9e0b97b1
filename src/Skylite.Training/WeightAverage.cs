using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training;

/// <summary>
/// Exponential moving average of the weights that are learnt and of running statistics
/// (Polyak and Juditsky, 1992; the start is quickened as TensorFlow does it:
/// the decay of step t is at most (1 + t) / (10 + t)).
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly Parameter[] _averaged;
    private readonly TorchTensor[] _tensors;
    private readonly TorchTensor[] _shadows;
    private readonly double _decay;
    private long _steps;

    /// <summary>Starts from the present weights.</summary>
    /// <param name="interpreter">Whose weights are averaged.</param>
    /// <param name="decay">Share of the average that a step keeps, 0 to below 1.</param>
    public WeightAverage(Interpreter interpreter, double decay)
    {
        using var noGradients = TorchRuntime.NoGrad();
        _decay = decay;
        // What does not move must not be averaged: c·d + c·(1 − d) is not always c in 32 bits, and the scale of a Resize one step below 28 gives 27 rows.
        var running = interpreter.Graph.Nodes.Where(n => n.OpType == "BatchNormalization").SelectMany(n => new[] { n.Input(3).Name, n.Input(4).Name })
            .Where(name => !NamePattern.MatchesAny(interpreter.Options.Frozen, name)).ToHashSet(StringComparer.Ordinal);
        _averaged = [.. interpreter.Initializers.Where(p => p.Tensor.Type == ScalarType.Float32 && (p.Trainable || running.Contains(p.Name)))];
        _tensors = [.. _averaged.Select(p => p.Tensor)];
        _shadows = [.. _tensors.Select(t => Aten.Clone(t).Own())];
    }

    /// <summary>Moves the average towards the present weights.</summary>
    public void Step()
    {
        using var noGradients = TorchRuntime.NoGrad();
        _steps++;
        // In 32 bits, as tensors are: then 1 − decay is exact, and both shares make a whole.
        var decay = (float)Math.Min(_decay, (1.0 + _steps) / (10.0 + _steps));
        Aten.ForeachMulInPlace(_shadows, decay);
        Aten.ForeachAddInPlace(_shadows, _tensors, 1 - (double)decay);
    }

    /// <summary>Puts the average in the weights' place and the weights in the average's; a second call undoes the first.</summary>
    public void Exchange()
    {
        using var noGradients = TorchRuntime.NoGrad();
        for (var i = 0; i < _tensors.Length; i++)
        {
            using var kept = Aten.Clone(_tensors[i]);
            Aten.CopyInPlace(_tensors[i], _shadows[i]);
            Aten.CopyInPlace(_shadows[i], kept);
        }
    }

    /// <summary>Writes the average into a dictionary, under <c>average/</c>.</summary>
    public void Save(IDictionary<string, Tensor> tensors)
    {
        tensors["average/steps"] = Tensor.Vector(_steps);
        for (var i = 0; i < _shadows.Length; i++)
        {
            tensors["average/" + _averaged[i].Name] = GraphTensors.FromTorch(_shadows[i], ElementType.Float);
        }
    }

    /// <summary>Takes up what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The dictionary holds no average of these weights.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = new TensorScope();
        using var noGradients = TorchRuntime.NoGrad();
        if (!tensors.TryGetValue("average/steps", out var steps))
        {
            throw new InvalidDataException("The checkpoint was written without an average of the weights.");
        }

        _steps = steps.ToInt64()[0];
        for (var i = 0; i < _shadows.Length; i++)
        {
            Aten.CopyInPlace(_shadows[i], GraphTensors.ToTorch(tensors["average/" + _averaged[i].Name]));
        }
    }

    /// <summary>Frees the average.</summary>
    public void Dispose()
    {
        foreach (var shadow in _shadows)
        {
            shadow.Dispose();
        }
    }
}
