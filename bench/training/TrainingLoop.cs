using System.Diagnostics;
using Skylite.Graphs;
using Skylite.Graphs.Weights;
using Skylite.Imagery.Loading;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;
using Skylite.Zoo;

namespace Skylite.Bench.Training;

/// <summary>Training steps of a zoo network on one ready batch of noise: forward, cross-entropy, backward, SGD with momentum.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private const double Rate = 0.001;

    private readonly Interpreter _interpreter;
    private readonly OptimizerRun _optimizer;
    private readonly ExecutionPlan _plan;
    private readonly BoundLoss _loss;
    private readonly TorchTensor _input;
    private readonly TorchTensor _labels;

    public TrainingLoop(Workload workload, InterpreterOptions? options = null)
    {
        Graph = WithoutDropout(Models.Build(workload.Network, new ModelOptions { Classes = Workload.Classes }.WithSize(workload.Side)));
        _interpreter = new Interpreter(Graph, options);
        _optimizer = new OptimizerRun(new SgdOptimizer(), ParameterGroup.Of(_interpreter.Parameters, 0, false, []));
        _loss = new CrossEntropyLoss().Bind(Graph);
        _plan = _interpreter.Plan(_loss.Reads);
        Pixels = Noise(workload);
        _input = GraphTensors.ToTorch(Pixels).Own();
        _labels = TorchTensor.From<long>([.. Enumerable.Range(0, workload.Batch).Select(i => (long)(i % Workload.Classes))], workload.Batch).Own();
    }

    public Graph Graph { get; }

    public Tensor Pixels { get; }

    /// <summary>Weights and the batch, for another engine to start from.</summary>
    public void Save(string path)
    {
        var tensors = Graph.Initializers.Where(v => v.Constant!.Type == ElementType.Float).ToDictionary(v => v.Name, v => v.Constant!, StringComparer.Ordinal);
        tensors["bench.pixels"] = Pixels;
        SafeTensors.Write(path, tensors);
    }

    public double Step() => Step(_input, _labels);

    /// <summary>A step on a batch of images.</summary>
    public double Step(Batch batch)
    {
        using var scope = new TensorScope();
        return Step(BatchTensors.Pixels(batch), BatchTensors.Labels(batch, Workload.Classes));
    }

    private double Step(TorchTensor input, TorchTensor labels)
    {
        using var scope = new TensorScope();
        var values = _interpreter.Run(_plan, [input], RunMode.Train);
        var loss = _loss.Compute(new LossInputs(values, [input], new LossTargets(labels)));
        loss.Backward();
        _optimizer.Step(Rate);
        return loss.Item();
    }

    public double Seconds(int steps)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++)
        {
            Step();
        }

        return clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _labels.Dispose();
        _input.Dispose();
        _optimizer.Dispose();
        _interpreter.Dispose();
    }

    private static Graph WithoutDropout(Graph graph)
    {
        foreach (var node in graph.Nodes.Where(n => n.OpType == "Dropout").ToArray())
        {
            graph.ReplaceUses(node.Output(0), node.Input(0));
            graph.RemoveNode(node);
        }

        return graph;
    }

    private static Tensor Noise(Workload workload)
    {
        var random = new Random(1);
        var values = new float[workload.Batch * 3 * workload.Side * workload.Side];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((random.NextDouble() * 2) - 1);
        }

        return Tensor.Create<float>(values, workload.Batch, 3, workload.Side, workload.Side);
    }
}
