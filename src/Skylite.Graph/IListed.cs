namespace Skylite.Graphs;

/// <summary>What stands in a list that users choose from by name.</summary>
public interface IListed
{
    /// <summary>The name in commands, files and documents, in kebab-case.</summary>
    string Id { get; }

    /// <summary>What it does, as one sentence.</summary>
    string Summary { get; }
}
