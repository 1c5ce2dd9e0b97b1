using FsCheck;
using FsCheck.Fluent;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Operators;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public class OnnxPropertyTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20240501, 1).WithMaxTest(150);

    [Fact]
    public void Random_graphs_survive_writing_and_reading() =>
        Check.One(Fixed, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var graph = RandomGraph(new Random(seed));
            GraphAssert.Same(graph, OnnxReader.Read(OnnxWriter.ToBytes(graph)));
            GraphAssert.Same(graph, graph.Clone());
        }));

    [Fact]
    public void Products_of_named_lengths_can_be_divided_again() =>
        Check.One(Fixed, Prop.ForAll(ArbMap.Default.ArbFor<(PositiveInt, PositiveInt)>(), pair =>
        {
            var batch = SymbolicInteger.Of(Dimension.Named("batch"));
            var (a, b) = (SymbolicInteger.Of(pair.Item1.Get), SymbolicInteger.Of(pair.Item2.Get));
            return a * batch * b / b == batch * a
                && a * batch / batch == a
                && (a * batch) + (b * batch) == (a + b) * batch
                && SymbolicInteger.Of((a * batch).ToDimension()) == a * batch
                && a - a == SymbolicInteger.Of(0);
        }));

    [Fact]
    public void Shapes_broadcast_alike_in_both_orders() =>
        Check.One(Fixed, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            Dimension Length() => random.Next(4) switch { 0 => 1, 1 => 3, 2 => Dimension.Named("n"), _ => Dimension.Unknown };
            var (a, b) = (new Shape([Length(), Length()]), new Shape([Length()]));
            return Equals(Broadcasting.Combine(a, b), Broadcasting.Combine(b, a));
        }));

    [Fact]
    public void Folding_keeps_random_graphs_sound() =>
        Check.One(Fixed, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var graph = RandomGraph(new Random(seed));
            foreach (var pass in KnownPasses.All.Where(p => p is not (GraphCheck or ShapeInference)))
            {
                pass.Apply(graph);
            }

            return GraphCheck.Problems(graph).Count == 0;
        }));

    /// <summary>A sound graph of element-wise nodes over random values, with attributes of every kind and weights of several types.</summary>
    private static Graph RandomGraph(Random random)
    {
        var graph = new Graph($"g{random.Next()}");
        var values = new List<Value>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            values.Add(graph.AddInput($"in{i}", ElementType.Float, new Shape(Dimension.Named("n"), random.Next(2) == 0 ? 3 : 1)));
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            values.Add(graph.AddInitializer($"w{i}", Samples.Floats(random.Next(2) == 0 ? [3] : [])));
        }

        graph.AddInitializer("odd", new Tensor(ElementType.Float16, [2, 0, 3], ReadOnlyMemory<byte>.Empty));
        string[] names = ["Add", "Mul", "Relu", "Identity", "Tanh", "Max", "Dropout"];
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var opType = names[random.Next(names.Length)];
            var arity = opType is "Add" or "Mul" ? 2 : opType == "Max" ? random.Next(1, 4) : 1;
            var inputs = Enumerable.Range(0, arity).Select(_ => values[random.Next(values.Count)]).ToArray();
            var output = graph.Apply(opType, $"node {random.Next(3)}/ü", inputs);
            var attributes = output.Producer!.Attributes;
            attributes.Set("i", random.NextInt64());
            attributes.Set("f", (float)random.NextDouble());
            attributes.Set("s", new string((char)random.Next(32, 500), random.Next(4)));
            attributes.Set("is", [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.NextInt64(-5, 5))]);
            values.Add(output);
        }

        graph.AddOutput(values[^1]);
        graph.Metadata[$"key{random.Next()}"] = "Wert\n✓";
        return graph;
    }
}
