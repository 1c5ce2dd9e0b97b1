using Skylite.Graphs;

namespace Skylite.Zoo;

/// <summary>One network of the zoo: a name, where it comes from, and how it is built.</summary>
/// <param name="Id">Kebab-case name, the same in the command line, files and documents.</param>
/// <param name="Source">Authors, year and title of the paper, and which published variant this is.</param>
/// <param name="Construct">Adds the layers behind the inputs, one for each date, and returns the logits.</param>
public sealed record Model(string Id, string Source, Func<Blocks.NetworkBuilder, IReadOnlyList<Value>, Value> Construct)
{
    /// <summary>What the network is for.</summary>
    public ModelTask Task { get; init; } = ModelTask.SceneClassification;

    /// <summary>Whether <see cref="ModelOptions.Block"/> puts a block behind every level of the encoder.</summary>
    public bool TakesBlocks { get; init; }

    /// <summary>Whether <see cref="ModelOptions.DeepSupervision"/> gives the network outputs from its shallower levels too.</summary>
    public bool HasSideOutputs { get; init; }

    /// <summary>Whether <see cref="ModelOptions.Depth"/> says how many levels are built.</summary>
    public bool IsNested { get; init; }

    /// <summary>The sizes that the network was published with.</summary>
    public ModelOptions Defaults { get; init; } = new();

    /// <summary>Builds the network with random weights.</summary>
    /// <returns>
    /// A graph with input <c>input</c> [batch, channels, height, width] and output <c>logits</c>, all float: [batch, classes] for scene classification,
    /// [batch, classes, height, width] otherwise. Change detection has the inputs <c>date1</c> and <c>date2</c> instead.
    /// With <see cref="ModelOptions.DeepSupervision"/> further outputs <c>logits.1</c>, … follow where a network has them.
    /// Initializers bear the names of the PyTorch state dictionary.
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range, or the image is too small for the network.</exception>
    public Graph Build(ModelOptions? options = null)
    {
        options ??= Defaults;
        Check(options);
        var graph = new Graph(Id);
        var shape = new Shape(Dimension.Named("batch"), options.InputChannels, options.Height, options.Width);
        string[] names = Task == ModelTask.ChangeDetection ? ["date1", "date2"] : ["input"];
        var inputs = names.Select(name => graph.AddInput(name, ElementType.Float, shape)).ToArray();
        var builder = new Blocks.NetworkBuilder(graph, options);
        var logits = Construct(builder, inputs);
        graph.Rename(logits, "logits");
        graph.AddOutput(logits);
        foreach (var (index, side) in builder.SideOutputs.Index())
        {
            graph.Rename(side, $"logits.{index + 1}");
            graph.AddOutput(side);
        }

        return graph;
    }

    /// <summary>Makes sure that the network can be built with some options.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or the network has no place for it.</exception>
    public void Check(ModelOptions options)
    {
        options.Check();
        if (options.Block is { } block && Blocks.BlockCatalogue.Named(block) is not null && !TakesBlocks)
        {
            throw new ArgumentException(
                $"{Id} has no levels of an encoder to put a block '{block}' behind. Networks that take blocks: {Ids(m => m.TakesBlocks)}.");
        }

        if (options.DeepSupervision && !HasSideOutputs)
        {
            throw new ArgumentException($"{Id} has no side outputs to supervise deeply. Networks that have: {Ids(m => m.HasSideOutputs)}.");
        }

        if (options.Depth != new ModelOptions().Depth && !IsNested)
        {
            throw new ArgumentException($"{Id} is not nested and has no depth to choose. Networks that have: {Ids(m => m.IsNested)}.");
        }

        static string Ids(Func<Model, bool> match) => string.Join(", ", Models.All.Where(match).Select(m => m.Id));
    }

    /// <summary>The same network with every hidden layer wider or narrower by a factor.</summary>
    internal Model Scaled(string id, double factor) => this with
    {
        Id = id,
        Construct = (builder, inputs) => Construct(
            builder with { Options = builder.Options with { WidthMultiplier = builder.Options.WidthMultiplier * factor } }, inputs),
    };
}
