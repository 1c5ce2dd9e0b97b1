namespace Skylite.Workbench.Machines;

/// <summary>The machine and its engines.</summary>
/// <param name="Machine">The computer.</param>
/// <param name="Engines">What was found out about each engine.</param>
public sealed record Diagnosis(Machine Machine, IReadOnlyList<EngineHealth> Engines);
