using Skylite.Compression.Pruning;
using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Operators;
using Skylite.Graphs.Passes;
using Skylite.Native.OnnxRuntime;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Workbench.Inspection;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;

namespace Skylite.Workbench.Jobs;

/// <summary>Finds out whether Skylite can read, run, train, prune and quantise a model, and says what stands in the way.</summary>
public sealed class CheckJob
{
    private const int Tries = 2;

    private readonly CheckOptions _options;
    private readonly Graph _graph;
    private readonly IProgress<JobMessage>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _problems = [];
    private readonly List<string> _notes = [];

    private CheckJob(CheckOptions options, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        (_options, _progress, _cancellation) = (options, progress, cancellation);
        ModelFile.Require(options.Model);
        _graph = OnnxReader.Read(options.Model);
    }

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to look at.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <exception cref="InvalidDataException">The file is not an ONNX model that can be read; the message says where and why.</exception>
    public static ModelCheck Run(CheckOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default) =>
        new CheckJob(options, progress, cancellation).Run();

    private ModelCheck Run()
    {
        var check = new ModelCheck
        {
            File = _options.Model,
            Opset = _graph.Opset,
            Inputs = [.. _graph.Inputs.Select(i => i.ToString())],
            Outputs = [.. _graph.Outputs.Select(o => o.ToString())],
            Parameters = GraphParameters.Trainable(_graph).Sum(p => p.Constant!.Count),
        };
        var opaque = OpaqueNodes.In(_graph).ToHashSet();
        _problems.AddRange(GraphCheck.Problems(_graph.Clone(), allowOpaque: true));
        if (opaque.Count > 0)
        {
            var names = string.Join(", ", opaque.Take(5).Select(n => $"'{n.Name}' ({Name(n)})"))
                + (opaque.Count > 5 ? $" and {opaque.Count - 5} more" : string.Empty);
            (_options.AllowOpaque ? _notes : _problems).Add(_options.AllowOpaque
                ? $"{opaque.Count} nodes run through ONNX Runtime, learn nothing and keep their channels: {names}."
                : $"Skylite cannot compute {names}. "
                    + $"{OperatorNotes.Of(opaque.First())}With --allow-opaque such nodes run through ONNX Runtime, learn nothing and keep their channels.");
        }

        if (Shapes() is not { } sized)
        {
            return check with { Problems = _problems, Notes = _notes, Operators = Operators(_graph, opaque, null) };
        }

        var (graph, shapes) = sized;
        var groups = Groups(graph);
        var isQuantised = graph.Nodes.Any(n => n.OpType == "QuantizeLinear");
        if (isQuantised)
        {
            _notes.Add("It is quantised already: rounded values carry no gradient and cannot be quantised once more. Train and quantise its float parent.");
        }

        check = check with
        {
            Outputs = [.. graph.Outputs.Select(o => o.ToString())],
            Operators = Operators(graph, opaque, groups),
            FreeChannels = groups?.Families.Sum(f => f.Groups.Count * f.Width) ?? 0,
            Groups = groups?.Families.Count ?? 0,
            PinnedChannels = groups?.Pinned.Sum(p => p.Count) ?? 0,
            QuantizableLayers = isQuantised ? 0 : graph.Nodes.Count(n => QuantizationRoles.Of(n) == QuantizationRole.Weighted),
        };
        if (_problems.Count == 0)
        {
            var agreement = Agreement(shapes);
            var (reached, trainable) = agreement is null ? (0, 0) : Gradients(shapes);
            check = check with { Agreement = agreement, Tried = Tries, Reached = reached, Trainable = trainable };
        }

        return check with { Problems = _problems, Notes = _notes };
    }

    private (Graph Graph, IReadOnlyDictionary<string, Shape> Shapes)? Shapes()
    {
        try
        {
            InputShapes.Open(_graph, _options.Shapes);
            var graph = PruningPlan.Prepare(_graph);
            return (graph, InputShapes.Of(graph, _options.Shapes));
        }
        catch (InvalidDataException e)
        {
            _problems.Add(e.Message);
            return null;
        }
    }

    private ChannelGroups? Groups(Graph graph)
    {
        try
        {
            return ChannelGroups.Of(graph);
        }
        catch (InvalidDataException e)
        {
            _problems.Add(e.Message);
            return null;
        }
    }

    private double? Agreement(IReadOnlyDictionary<string, Shape> shapes)
    {
        _progress.Show("running it in the interpreter and in ONNX Runtime");
        try
        {
            var (difference, varies) = RemovalProof.Agreement(
                _graph, ModelInputs.Noise(_graph, shapes, Tries, seed: 1), new ProofSettings(AllowOpaque: _options.AllowOpaque), _cancellation);
            if (!varies)
            {
                _notes.Add(
                    $"The outputs are the same for {Tries} different inputs: "
                    + "weights that are all 0 (an untrained last layer?) or constants decide them, and agreement on them proves little.");
            }

            var tolerance = RemovalCertificate.EngineToleranceOf(PruningPlan.Prepare(_graph));
            if (difference > tolerance)
            {
                _problems.Add(Invariant($"Interpreter and ONNX Runtime differ by {difference:0.0e+0} of the outputs' scale, ")
                    + Invariant($"where {tolerance:0e+0} is allowed: please report the model."));
            }

            return difference;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidDataException or InvalidOperationException or OrtException or TorchException)
        {
            _problems.Add($"It cannot be run: {e.Message}");
            return null;
        }
    }

    private (int Reached, int Trainable) Gradients(IReadOnlyDictionary<string, Shape> shapes)
    {
        _progress.Show("looking how far gradients reach");
        try
        {
            using var scope = new TensorScope();
            using var interpreter = new Interpreter(_graph, new InterpreterOptions { AllowOpaque = _options.AllowOpaque });
            TorchTensor[] feeds = [.. ModelInputs.Noise(_graph, shapes, 1, seed: 1)[0].Select(GraphTensors.ToTorch)];
            var outputs = interpreter.Run(feeds, interpreter.OutputNames, RunMode.Differentiate);
            if (outputs.Where(o => o.RequiresGrad)
                .Select(o => Aten.Sum(o))
                .Aggregate((TorchTensor?)null, (sum, o) => sum is null ? o : Aten.Add(sum, o)) is not { } loss)
            {
                _notes.Add("It cannot be trained: its outputs depend on no trainable number by a function with a gradient.");
                return (0, interpreter.Parameters.Count);
            }

            loss.Backward();
            var silent = interpreter.Parameters.Where(p => p.Tensor.Grad is null).Select(p => p.Name).ToArray();
            if (silent.Length > 0)
            {
                _notes.Add($"No gradient reaches {silent.Length} trainable tensors, such as '{silent[0]}': they keep their values in training.");
            }

            return (interpreter.Parameters.Count - silent.Length, interpreter.Parameters.Count);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or TorchException)
        {
            _notes.Add($"It cannot be trained: {e.Message}");
            return (0, GraphParameters.Trainable(_graph).Count);
        }
    }

    private static IReadOnlyList<OperatorCheck> Operators(Graph graph, HashSet<Node> opaque, ChannelGroups? groups)
    {
        var carriers = groups is null ? [] : ChannelPassage.Of(groups).SelectMany(nodes => nodes).ToHashSet();
        var reasons = groups?.Pinned.GroupBy(p => p.Reason).Select(g => (Text: g.Key, Channels: g.Sum(p => p.Count))).ToArray() ?? [];
        var refused = opaque.Select(n => n.Name).ToHashSet();
        return
        [
            .. from type in graph.Nodes.GroupBy(Name)
               let nodes = type.ToArray()
               let pins = nodes.Where(n => reasons.Any(r => r.Text.Contains($"'{n.Name}'", StringComparison.Ordinal))).ToArray()
               let known = KnownOperators.Find(nodes[0]) is not null
               orderby nodes.Length descending, type.Key
               select new OperatorCheck(
                   type.Key, nodes.Length, known, !nodes.Any(n => refused.Contains(n.Name)), nodes.Count(carriers.Contains), pins.Length,
                   nodes.Count(n => QuantizationRoles.Of(n) != QuantizationRole.None), [.. Notes(nodes, pins, refused, reasons)]),
        ];
    }

    private static IEnumerable<string> Notes(Node[] nodes, Node[] pins, HashSet<string> refused, (string Text, int Channels)[] reasons)
    {
        if (nodes.Where(n => refused.Contains(n.Name)).Select(n => n.Name).ToArray() is { Length: > 0 } names)
        {
            yield return $"no kernel computes {string.Join(", ", names.Take(3))}{(names.Length > 3 ? $" and {names.Length - 3} more" : string.Empty)}";
        }

        if (pins.Length > 0)
        {
            var first = reasons.First(r => r.Text.Contains($"'{pins[0].Name}'", StringComparison.Ordinal));
            yield return $"keeps {first.Channels} channels: {first.Text}{(pins.Length > 1 ? $"; {pins.Length - 1} more nodes likewise" : string.Empty)}";
        }
    }

    private static string Name(Node node) => node.Domain.Length == 0 ? node.OpType : $"{node.Domain}::{node.OpType}";
}
