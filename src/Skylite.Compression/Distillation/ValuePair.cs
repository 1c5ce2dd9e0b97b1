namespace Skylite.Compression.Distillation;

/// <summary>Names of two values that are held against each other.</summary>
/// <param name="Teacher">A value of the teacher.</param>
/// <param name="Student">A value of the student.</param>
public sealed record ValuePair(string Teacher, string Student);
