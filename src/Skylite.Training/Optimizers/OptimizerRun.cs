using System.Globalization;
using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Optimizers;

/// <summary>An optimiser at work: its parameters, and what it remembers between steps.</summary>
public sealed class OptimizerRun : IDisposable
{
    private readonly IOptimizer _optimizer;
    private readonly IReadOnlyList<ParameterGroup> _groups;
    private readonly Dictionary<string, TorchTensor[]> _memories = new(StringComparer.Ordinal);

    /// <summary>Starts an optimiser on some parameters, remembering nothing.</summary>
    public OptimizerRun(IOptimizer optimizer, IReadOnlyList<ParameterGroup> groups)
    {
        (_optimizer, _groups) = (optimizer, groups);
        using var noGradients = TorchRuntime.NoGrad();
        foreach (var parameter in groups.SelectMany(g => g.Parameters))
        {
            _memories.Add(parameter.Name, [.. optimizer.Memories.Select(_ => Zeros(parameter.Tensor))]);
        }
    }

    /// <summary>Number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Scales all gradients down so that their common norm is at most <paramref name="limit"/> (Pascanu et al., 2013, algorithm 1).</summary>
    /// <returns>The norm before.</returns>
    public double ClipGradients(double limit)
    {
        using var scope = new TensorScope();
        using var noGradients = TorchRuntime.NoGrad();
        var gradients = _groups.SelectMany(g => g.Parameters).Select(p => p.Tensor.Grad).OfType<TorchTensor>().ToArray();
        if (gradients.Length == 0)
        {
            return 0;
        }

        var norm = Aten.Norm(Aten.Stack(Aten.ForeachNorm(gradients))).Item();
        var factor = limit / (norm + 1e-6);
        if (factor < 1)
        {
            Aten.ForeachMulInPlace(gradients, factor);
        }

        return norm;
    }

    /// <summary>Moves every parameter that has a gradient, and forgets the gradients.</summary>
    public void Step(double learningRate)
    {
        using var scope = new TensorScope();
        using var noGradients = TorchRuntime.NoGrad();
        StepCount++;
        foreach (var group in _groups)
        {
            var (moved, gradients) = Gradients(group);
            if (moved.Count == 0)
            {
                continue;
            }

            _optimizer.Step(new OptimizerUpdate(
                [.. moved.Select(p => p.Tensor)],
                gradients,
                [.. Enumerable.Range(0, _optimizer.Memories.Count).Select(i => moved.Select(p => _memories[p.Name][i]).ToArray())],
                learningRate * group.RateFactor,
                group.WeightDecay,
                StepCount));
            foreach (var parameter in moved)
            {
                parameter.Tensor.Grad = null;
            }
        }
    }

    /// <summary>Writes what the optimiser remembers into a dictionary, under <c>optimizer/</c>.</summary>
    public void Save(IDictionary<string, Tensor> tensors)
    {
        tensors["optimizer/steps"] = Tensor.Vector(StepCount);
        foreach (var (name, memories) in _memories)
        {
            for (var i = 0; i < memories.Length; i++)
            {
                tensors[Key(i, name)] = GraphTensors.FromTorch(memories[i], ElementType.Float);
            }
        }
    }

    /// <summary>Takes up what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The dictionary was written by another optimiser or for other parameters.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = new TensorScope();
        using var noGradients = TorchRuntime.NoGrad();
        StepCount = Find(tensors, "optimizer/steps").ToInt64()[0];
        foreach (var (name, memories) in _memories)
        {
            for (var i = 0; i < memories.Length; i++)
            {
                Aten.CopyInPlace(memories[i], GraphTensors.ToTorch(Find(tensors, Key(i, name))));
            }
        }
    }

    /// <summary>Frees what the optimiser remembers.</summary>
    public void Dispose()
    {
        foreach (var tensor in _memories.Values.SelectMany(m => m))
        {
            tensor.Dispose();
        }
    }

    private static (List<Parameter> Parameters, List<TorchTensor> Gradients) Gradients(ParameterGroup group)
    {
        var parameters = new List<Parameter>(group.Parameters.Count);
        var gradients = new List<TorchTensor>(group.Parameters.Count);
        foreach (var parameter in group.Parameters)
        {
            if (parameter.Tensor.Grad is { } gradient)
            {
                parameters.Add(parameter);
                gradients.Add(gradient);
            }
        }

        return (parameters, gradients);
    }

    private static Tensor Find(IReadOnlyDictionary<string, Tensor> tensors, string key) => tensors.TryGetValue(key, out var tensor)
        ? tensor
        : throw new InvalidDataException($"The checkpoint lacks '{key}': it was written with another optimiser or for another network.");

    // The same order in memory as the parameter's, so that elementwise steps walk both alike.
    private static TorchTensor Zeros(TorchTensor like)
    {
        var zeros = Aten.Clone(like).Own();
        Aten.ZeroInPlace(zeros);
        return zeros;
    }

    private string Key(int memory, string name) => string.Create(CultureInfo.InvariantCulture, $"optimizer/{_optimizer.Memories[memory]}/{name}");
}
