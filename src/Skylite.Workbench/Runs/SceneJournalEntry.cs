namespace Skylite.Workbench.Runs;

/// <summary>How far a map is.</summary>
/// <param name="Key">Checksum of everything that decides its content.</param>
/// <param name="Panel">The panel that is being worked on.</param>
/// <param name="Row">The first row of it that is not written.</param>
public sealed record SceneJournalEntry(string Key, int Panel, int Row);
