using Skylite.Graphs;

namespace Skylite.Zoo;

/// <summary>One network of the zoo: a name, where it comes from, and how it is built.</summary>
/// <param name="Id">Kebab-case name, the same in the command line, files and documents.</param>
/// <param name="Source">Authors, year and title of the paper, and which published variant this is.</param>
/// <param name="Construct">Adds the layers behind the input and returns the logits, [batch, classes].</param>
public sealed record Model(string Id, string Source, Func<Blocks.NetworkBuilder, Value, Value> Construct)
{
    /// <summary>The sizes that the network was published with.</summary>
    public ModelOptions Defaults { get; init; } = new();

    /// <summary>Builds the network with random weights.</summary>
    /// <returns>
    /// A graph with input <c>input</c> [batch, channels, height, width] and output <c>logits</c> [batch, classes], all float;
    /// initializers bear the names of the PyTorch state dictionary.
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range, or the image is too small for the network.</exception>
    public Graph Build(ModelOptions? options = null)
    {
        options ??= Defaults;
        options.Check();
        var graph = new Graph(Id);
        var input = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), options.InputChannels, options.Height, options.Width));
        var logits = Construct(new Blocks.NetworkBuilder(graph, options), input);
        graph.Rename(logits, "logits");
        graph.AddOutput(logits);
        return graph;
    }

    /// <summary>The same network with every hidden layer wider or narrower by a factor.</summary>
    internal Model Scaled(string id, double factor) => this with
    {
        Id = id,
        Construct = (builder, input) => Construct(builder with { Options = builder.Options with { WidthMultiplier = builder.Options.WidthMultiplier * factor } }, input),
    };
}
