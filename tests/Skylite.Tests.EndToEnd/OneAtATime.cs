namespace Skylite.Tests.EndToEnd;

/// <summary>The program uses every core: its tests run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "one program at a time";
}
